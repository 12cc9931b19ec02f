import Photos

/// The kinds of file that an archive holds.
enum FileKind: CaseIterable {
    case jpeg, greyJPEG, cmykJPEG, wideJPEG
    case png, deepPNG, clearPNG
    case webp, clearWebP
    case tiff, deepTIFF, cmykTIFF, clearTIFF
    case heic, avif, gif

    /// Out of about a hundred files.
    private var share: Int {
        switch self {
        case .jpeg: 62
        case .greyJPEG, .png, .webp: 5
        case .wideJPEG, .heic: 4
        case .cmykJPEG, .tiff, .avif: 3
        case .deepPNG, .clearPNG, .gif: 2
        case .clearWebP, .deepTIFF, .cmykTIFF, .clearTIFF: 1
        }
    }

    static let deck = Deck(allCases.map { ($0, $0.share) })

    /// More would take long to write, and archives keep no such files.
    var mostPixels: Int {
        switch self {
        case .jpeg, .greyJPEG, .cmykJPEG, .wideJPEG: .max
        case .tiff, .deepTIFF, .cmykTIFF, .clearTIFF, .png, .deepPNG, .clearPNG, .webp, .clearWebP: 4_000_000
        case .heic, .avif: 2_200_000
        case .gif: 800_000
        }
    }

    /// GIF knows no orientation; libvips 8.14 writes none into PNG, HEIC and AVIF.
    var canBeTurned: Bool {
        switch self {
        case .gif, .heic, .avif, .png, .deepPNG, .clearPNG: false
        default: true
        }
    }

    var fileExtension: String {
        switch self {
        case .jpeg, .greyJPEG, .cmykJPEG, .wideJPEG: "jpg"
        case .png, .deepPNG, .clearPNG: "png"
        case .webp, .clearWebP: "webp"
        case .tiff, .deepTIFF, .cmykTIFF, .clearTIFF: "tif"
        case .heic: "heic"
        case .avif: "avif"
        case .gif: "gif"
        }
    }

    func encoding(quality: Int, orientation: Int) -> PhotoEncoding {
        var encoding = PhotoEncoding(format)
        encoding.av1 = self == .avif
        encoding.quality = quality
        encoding.orientation = canBeTurned ? orientation : 1
        switch self {
        case .greyJPEG: encoding.colour = .grey
        case .cmykJPEG, .cmykTIFF: encoding.colour = .cmyk
        case .wideJPEG: encoding.colour = .displayP3
        default: break
        }
        encoding.sixteenBits = self == .deepPNG || self == .deepTIFF
        encoding.alpha = self == .clearPNG || self == .clearWebP || self == .clearTIFF
        return encoding
    }

    private var format: PhotoFormat {
        switch self {
        case .jpeg, .greyJPEG, .cmykJPEG, .wideJPEG: .jpeg
        case .png, .deepPNG, .clearPNG: .png
        case .webp, .clearWebP: .webp
        case .tiff, .deepTIFF, .cmykTIFF, .clearTIFF: .tiff
        case .heic, .avif: .heif
        case .gif: .gif
        }
    }
}
