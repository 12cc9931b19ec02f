import Foundation
import Testing

@Suite("An archive full of traps is indexed to its end, and each trap is listed")
struct HostileFolderTests {
    @Test("everything that is no photo is named with a code; everything else is enrolled once")
    func traps() throws {
        let archive = SyntheticArchive.shared
        let portrait = Array(try Data(contentsOf: try archive.portrait()))
        let other = Array(try Data(contentsOf: try archive.portrait(1)))
        let work = try Workspace()
        try work.makeHome()
        try work.write(portrait, to: "a/good.jpg")
        try work.write(other, to: "a/with\nnewline.jpg")
        try work.write([], to: "a/empty.jpg")
        try work.write(Array(portrait.prefix(portrait.count / 2)), to: "a/cut.jpg")
        try work.write(Array("only text".utf8), to: "a/text.jpg")
        try work.write(Array("notes".utf8), to: "a/notes.txt")
        try work.write(PNGBomb.bytes, to: "a/bomb.png")
        #expect(mkfifo(work.path("a/pipe.jpg"), 0o600) == 0)
        #expect(symlink("loop.jpg", work.path("a/loop.jpg")) == 0)
        #expect(symlink("..", work.path("a/up")) == 0)
        // A copy under a name that is no text.
        let raw = Array(work.path("a/caf").utf8) + [0xE9] + Array(".jpg".utf8)
        let rawName = (raw + [0]).map { CChar(bitPattern: $0) }
        let descriptor = open(rawName, O_CREAT | O_WRONLY, 0o600)
        #expect(descriptor >= 0)
        _ = portrait.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        close(descriptor)

        let outcome = try work.likeness("index", "a", "--collection", "album", "--json", exits: 1)
        let report = try outcome.json()
        #expect(report["enrolledPhotos"] as? Int == 2)
        #expect(report["duplicates"] as? Int == 1)
        #expect(report["otherFiles"] as? Int == 1)
        let skipped = try #require(report["skipped"] as? [[String: String]])
        let codes = Dictionary(
            uniqueKeysWithValues: skipped.map { (URL(filePath: $0["path"]!).lastPathComponent, $0["code"]!) })
        #expect(
            codes == [
                "empty.jpg": "photo.empty", "cut.jpg": "photo.damaged", "text.jpg": "photo.unknown-format",
                "bomb.png": "photo.too-large", "pipe.jpg": "file.special", "loop.jpg": "file.symlink",
                "up": "file.symlink",
            ])
        // Again: still listed, nothing enrolled twice.
        let second = try work.likeness("index", "a", "--collection", "album", "--json", exits: 1).json()
        #expect(second["enrolledPhotos"] as? Int == 0)
        #expect((second["skipped"] as? [Any])?.count == skipped.count)
        #expect(try work.counts().photos == 2)
        #expect(try work.counts().unreadable == skipped.count)

        // The path that is no text, and the one with a line break, are shown on one line each.
        let found = try work.likeness("search", work.path("a/good.jpg"), "--limit", "1")
        #expect(found.output.contains("good.jpg") || found.output.contains("caf\\xE9.jpg"))
        let broken = try work.likeness("search", work.path("a/with\nnewline.jpg"), "--limit", "1")
        #expect(broken.output.contains("with\\nnewline.jpg"))
    }

    @Test("a folder and a file without read permission are listed")
    func permissions() throws {
        let work = try Workspace()
        try work.makeHome()
        let portrait = Array(try Data(contentsOf: SyntheticArchive.shared.url(SyntheticArchive.shared.photos[0])))
        try work.write(portrait, to: "a/locked/in.jpg")
        try work.write(portrait, to: "a/locked.jpg")
        try work.write(portrait, to: "a/open.jpg")
        chmod(work.path("a/locked"), 0)
        chmod(work.path("a/locked.jpg"), 0)
        defer { chmod(work.path("a/locked"), 0o700) }
        // Root reads everything: the program then runs as nobody.
        let asNobody = getuid() == 0 ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
        if getuid() == 0 { try Self.giveToNobody(work) }
        let outcome = try work.program.run(["index", "a", "--collection", "album", "--json"], under: asNobody)
        #expect(outcome.exitCode == 1)
        let skipped = try #require(try outcome.json()["skipped"] as? [[String: String]])
        #expect(Set(skipped.map { $0["code"]! }) == ["folder.unreadable", "file.unreadable"])
        #expect(try outcome.json()["enrolledPhotos"] as? Int == 1)
    }

    private static func giveToNobody(_ work: Workspace) throws {
        let owned = try #require(FileManager.default.enumerator(atPath: work.path("home")))
        chown(work.folder.path, 65534, 65534)
        chown(work.path("home"), 65534, 65534)
        for case let name as String in owned { chown(work.path("home/" + name), 65534, 65534) }
    }
}

/// A PNG whose header claims 30,000 x 30,000 pixels.
enum PNGBomb {
    static let bytes: [UInt8] = {
        let header = bigEndian(30_000) + bigEndian(30_000) + [8, 2, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
            + chunk("IDAT", [0x78, 0x9C] + [UInt8](repeating: 0, count: 64)) + chunk("IEND", [])
    }()

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
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
