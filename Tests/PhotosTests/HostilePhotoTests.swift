import Foundation
import Photos
import Testing
import Vocabulary

@Suite("A hostile file gets an error with a stable code")
struct HostilePhotoTests {
    @Test("an empty file")
    func empty() { #expect(throws: Failure(.photoEmpty, "", remedy: "")) { try Photo([]) } }

    @Test("text under a photo's name")
    func text() {
        #expect(throws: Failure(.photoUnknownFormat, "", remedy: "")) { try Photo(Array("not a photo at all".utf8)) }
    }

    @Test(
        "a program, a PDF and an SVG are not tried",
        arguments: ["\u{7F}ELF", "%PDF-1.7", "<svg xmlns=", "<?xml version"])
    func otherKinds(_ head: String) {
        #expect(throws: Failure(.photoUnknownFormat, "", remedy: "")) {
            try Photo(Array(head.utf8) + [UInt8](repeating: 0, count: 100))
        }
    }

    @Test(
        "a photo cut off at any length never decodes as if it were whole",
        arguments: [PhotoFormat.jpeg, .png, .webp, .tiff, .heif, .gif])
    func truncated(_ format: PhotoFormat) throws {
        // A file's last bytes may be padding or an end mark that a decoder can do without.
        let whole = try Noise.raster(width: 160, height: 120, seed: 1).encoded(PhotoEncoding(format))
        for share in stride(from: 0.05, to: 0.9, by: 0.05) {
            let part = Array(whole.prefix(Int(Double(whole.count) * share)))
            #expect(throws: Failure.self, "\(Int(share * 100)) % of the file") { try Photo(part).decode() }
        }
    }

    @Test("a PNG that unpacks to 900 million pixels is refused before it is decoded")
    func bomb() throws {
        let bomb = PNGBomb.make(width: 30_000, height: 30_000)
        #expect(bomb.count < 100_000)
        #expect(throws: Failure(.photoTooLarge, "", remedy: "")) { try Photo(bomb) }
    }

    @Test("a PNG that carries more than its picture can need is refused before anything is unpacked")
    func excess() throws {
        let whole = try Noise.raster(width: 160, height: 120, seed: 1).encoded(PhotoEncoding(.png))
        func with(_ more: Int) -> [UInt8] {
            whole.dropLast(12) + PNGBomb.chunk("IDAT", [UInt8](repeating: 0, count: more)) + whole.suffix(12)
        }
        _ = try Photo(whole).decode()
        _ = try Photo(with(1000))
        #expect(throws: Failure(.photoDamaged, "", remedy: "")) { try Photo(with(200_000)) }
    }

    @Test(
        "a thousand damaged photos of each kind neither crash nor hang",
        arguments: [PhotoFormat.jpeg, .png, .webp, .tiff, .gif])
    func damaged(_ format: PhotoFormat) throws {
        let whole = try Noise.raster(width: 64, height: 48, seed: 2).encoded(PhotoEncoding(format))
        var generator = Noise(seed: 3)
        var refused = 0
        for _ in 0..<1000 {
            var bytes = whole
            for _ in 0..<generator.below(6) + 1 { bytes[generator.below(bytes.count)] = UInt8(generator.below(256)) }
            do {
                let photo = try Photo(bytes)
                _ = try photo.decode()
                _ = photo.metadata
            } catch is Failure {
                refused += 1
            }
        }
        #expect(refused > 0)
    }
}

/// A generator of its own, so that a failure can be run again.
struct Noise {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    static func raster(width: Int, height: Int, seed: UInt64) -> Raster {
        var noise = Noise(seed: seed)
        return Raster(width: width, height: height) { pixels in
            for index in pixels.indices { pixels[index] = UInt8(noise.below(256)) }
        }
    }
}

/// A PNG by hand: a huge size in its header, and next to no data.
enum PNGBomb {
    static func make(width: UInt32, height: UInt32) -> [UInt8] {
        let header = bigEndian(width) + bigEndian(height) + [8, 2, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
            + chunk("IDAT", [0x78, 0x9C] + [UInt8](repeating: 0, count: 64)) + chunk("IEND", [])
    }

    fileprivate static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return bigEndian(UInt32(data.count)) + body + bigEndian(crc(body))
    }

    private static func bigEndian(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF as UInt32) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
    }
}
