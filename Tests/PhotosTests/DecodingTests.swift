import Photos
import Testing
import Vocabulary

@Suite("Every kind of photo is decoded to the same upright picture")
struct DecodingTests {
    static let card = TestCard.make(width: 96, height: 64)

    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let encoding: PhotoEncoding
        /// The largest difference of a channel that this way of storing colour may make.
        let tolerance: Int
        var testDescription: String { name }

        init(_ name: String, _ format: PhotoFormat, tolerance: Int, _ change: (inout PhotoEncoding) -> Void = { _ in })
        {
            self.name = name
            var encoding = PhotoEncoding(format)
            change(&encoding)
            self.encoding = encoding
            self.tolerance = tolerance
        }
    }

    static let cases = [
        Case("JPEG", .jpeg, tolerance: 12),
        Case("PNG", .png, tolerance: 0),
        Case("PNG, 16 bits", .png, tolerance: 1) { $0.sixteenBits = true },
        Case("PNG with alpha", .png, tolerance: 0) { $0.alpha = true },
        Case("PNG in Display P3", .png, tolerance: 4) { $0.colour = .displayP3 },
        Case("JPEG in Display P3", .jpeg, tolerance: 14) { $0.colour = .displayP3 },
        Case("WebP", .webp, tolerance: 16),
        Case("WebP with alpha", .webp, tolerance: 16) { $0.alpha = true },
        Case("TIFF", .tiff, tolerance: 0),
        Case("TIFF, 16 bits", .tiff, tolerance: 1) { $0.sixteenBits = true },
        Case("HEIC", .heif, tolerance: 16),
        Case("AVIF", .heif, tolerance: 16) { $0.av1 = true },
        Case("GIF", .gif, tolerance: 16),
    ]

    @Test("colours survive, and the format is told by the first bytes", arguments: cases)
    func colours(_ example: Case) throws {
        let photo = try Photo(Self.card.encoded(example.encoding))
        #expect(photo.format == example.encoding.format)
        #expect((photo.width, photo.height) == (96, 64))
        #expect(try photo.decode().differenceOfQuarters(from: Self.card) <= example.tolerance)
    }

    @Test("a CMYK JPEG comes out as colours, not inverted")
    func cmyk() throws {
        var encoding = PhotoEncoding(.jpeg)
        encoding.colour = .cmyk
        // Print cannot show the screen's pure colours: near is what can be asked.
        #expect(try Photo(Self.card.encoded(encoding)).decode().differenceOfQuarters(from: Self.card) < 90)
    }

    @Test("a grey photo comes out with three equal channels", arguments: [PhotoFormat.jpeg, .png, .tiff])
    func grey(_ format: PhotoFormat) throws {
        var encoding = PhotoEncoding(format)
        encoding.colour = .grey
        let colour = try Photo(Self.card.encoded(encoding)).decode().colour(atX: 10, y: 10)
        #expect(Set(colour).count == 1)
    }

    @Test("each EXIF orientation is undone", arguments: 1...8, [PhotoFormat.jpeg, .tiff, .webp])
    func orientations(_ orientation: Int, _ format: PhotoFormat) throws {
        var encoding = PhotoEncoding(format)
        encoding.orientation = orientation
        let photo = try Photo(Self.card.encoded(encoding))
        #expect((photo.width, photo.height) == (96, 64))
        let upright = try photo.decode()
        #expect((upright.width, upright.height) == (96, 64))
        #expect(upright.differenceOfQuarters(from: Self.card) <= 16)
    }

    @Test("a strip one pixel high is decoded, however long", arguments: [PhotoFormat.jpeg, .png])
    func strips(_ format: PhotoFormat) throws {
        for (width, height) in [(20_000, 1), (1, 20_000), (9_000, 3)] {
            let photo = try Photo(TestCard.make(width: width, height: height).encoded(PhotoEncoding(format)))
            let picture = try photo.decode(reduction: photo.reduction(toKeep: 640))
            #expect(picture.width >= 1 && picture.height >= 1)
        }
    }

    @Test(
        "a reduction keeps at least the pixels that were asked for, and the picture",
        arguments: [PhotoFormat.jpeg, .png])
    func reductions(_ format: PhotoFormat) throws {
        let large = TestCard.make(width: 1600, height: 1200)
        let photo = try Photo(large.encoded(PhotoEncoding(format)))
        for wanted in [1600, 1000, 640, 300, 100] {
            let picture = try photo.decode(reduction: photo.reduction(toKeep: wanted))
            #expect(picture.longSide >= wanted)
            #expect(picture.differenceOfQuarters(from: large) <= 12)
        }
    }
}
