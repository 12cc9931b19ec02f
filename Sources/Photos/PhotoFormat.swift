import CVips

/// The kinds of file that Likeness reads. Told by the first bytes, never by the name.
public enum PhotoFormat: String, Sendable, CaseIterable {
    case jpeg, png, webp, tiff, heif, gif

    /// Nil when the bytes begin like none of them.
    public init?(firstBytes bytes: some Collection<UInt8>) {
        let head = Array(bytes.prefix(16))
        func begins(_ text: String, at offset: Int = 0) -> Bool {
            head.dropFirst(offset).starts(with: text.utf8)
        }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if begins("RIFF"), begins("WEBP", at: 8) {
            self = .webp
        } else if head.starts(with: [0x49, 0x49, 0x2A, 0x00]) || head.starts(with: [0x4D, 0x4D, 0x00, 0x2A])
            || head.starts(with: [0x49, 0x49, 0x2B, 0x00]) || head.starts(with: [0x4D, 0x4D, 0x00, 0x2B])
        {
            self = .tiff
        } else if begins("ftyp", at: 4), Self.heifBrands.contains(where: { begins($0, at: 8) }) {
            self = .heif
        } else if begins("GIF87a") || begins("GIF89a") {
            self = .gif
        } else {
            return nil
        }
    }

    /// ISO/IEC 23008-12 (HEIC) and AVIF.
    private static let heifBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis"]

    /// File name extensions by which a folder's photos are recognised before they are opened.
    public static let fileExtensions: Set<String> = [
        "jpg", "jpeg", "jpe", "jfif", "png", "webp", "tif", "tiff", "heic", "heif", "hif", "avif", "gif",
    ]

    /// Whether this machine's libvips reads the format.
    public var isReadable: Bool {
        PhotoLibrary.isStarted && photo_library_reads(native)
    }

    var native: photo_format {
        switch self {
        case .jpeg: photo_format_jpeg
        case .png: photo_format_png
        case .webp: photo_format_webp
        case .tiff: photo_format_tiff
        case .heif: photo_format_heif
        case .gif: photo_format_gif
        }
    }
}
