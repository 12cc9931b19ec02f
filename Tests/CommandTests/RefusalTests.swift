import Foundation
import Testing

@Suite("What must not happen is refused with a code")
struct RefusalTests {
    @Test("nothing is indexed outside of a collection that is open")
    func collections() throws {
        let portrait = SyntheticArchive.shared.url(SyntheticArchive.shared.photos[0]).path
        let work = try Workspace()
        try work.makeHome()
        #expect(
            try work.likeness("index", portrait, "--collection", "other", exits: 2).errors.contains(
                "[collection.unknown]"))
        try work.likeness("collection", "close", "album")
        #expect(
            try work.likeness("index", portrait, "--collection", "album", exits: 3).errors.contains(
                "[collection.closed]"))
        #expect(
            try work.likeness("search", portrait, "--collection", "album", exits: 3).errors.contains(
                "[collection.closed]"))
        #expect(
            try work.likeness(
                "collection", "create", "x", "--controller", " ", "--lawful-basis", "b", "--source", "s", "--retention",
                "1",
                exits: 2
            ).errors.contains("[collection.incomplete]"))
    }

    @Test("a probe with several faces is never chosen from silently")
    func severalFaces() throws {
        let archive = SyntheticArchive.shared
        let perPhoto = Dictionary(grouping: archive.faces, by: \.path)
        let group = archive.url(try #require(perPhoto.filter { $0.value.count > 1 }.keys.min())).path
        let work = try Workspace()
        try work.makeHome()
        #expect(try work.likeness("search", group, exits: 2).errors.contains("[probe.several-faces]"))
        try work.likeness("search", group, "--face", "2")
        #expect(try work.likeness("search", group, "--face", "99", exits: 2).errors.contains("[probe.no-such-face]"))
    }

    @Test("a probe without a face, an address, or no photo at all gets a clear error")
    func badProbes() throws {
        let archive = SyntheticArchive.shared
        let named = Set(archive.faces.map(\.path))
        let empty = archive.url(try #require(archive.photos.first { !named.contains($0) })).path
        let work = try Workspace()
        try work.makeHome()
        #expect(try work.likeness("search", empty, exits: 1).errors.contains("[probe.no-face]"))
        #expect(try work.likeness("search", "https://example.org/face.jpg", exits: 1).errors.contains("[file.missing]"))
        try work.write(Array("text".utf8), to: "text.jpg")
        #expect(try work.likeness("search", "text.jpg", exits: 1).errors.contains("[photo.unknown-format]"))
        #expect(try work.likeness("search", "text.jpg", "--limit", "0", exits: 2).errors.contains("[search.bounds]"))
    }

    @Test("a contact sheet never takes the place of another file, and nothing is searched then")
    func sheetInTheWay() throws {
        let portrait = try SyntheticArchive.shared.portrait().path
        let work = try Workspace()
        try work.makeHome()
        try work.write(Array("precious".utf8), to: "precious.txt")
        let refused = try work.likeness("search", portrait, "--html", "precious.txt", exits: 2)
        #expect(refused.errors.contains("[sheet.in-the-way]"))
        #expect(try String(contentsOfFile: work.path("precious.txt"), encoding: .utf8) == "precious")
        for _ in 0..<2 { try work.likeness("search", portrait, "--html", "sheet.html") }
    }

    @Test("a lost gallery is told, never shown as nobody found")
    func lostGallery() throws {
        let portrait = try SyntheticArchive.shared.portrait().path
        let work = try Workspace()
        try work.makeHome()
        try work.likeness("index", portrait, "--collection", "album")
        try FileManager.default.removeItem(atPath: work.path("home/gallery/sface-2021dec"))
        #expect(try work.likeness("search", portrait, exits: 4).errors.contains("[home.inconsistent]"))
        #expect(
            try work.likeness("index", portrait, "--collection", "album", exits: 4).errors.contains(
                "[home.inconsistent]"))
        #expect(try work.likeness("doctor", exits: 4).output.contains("do not hold the same faces"))
    }

    @Test("numbers at the edge of their type are refused, not trapped on")
    func extremeNumbers() throws {
        let portrait = try SyntheticArchive.shared.portrait().path
        let work = try Workspace()
        try work.makeHome()
        for number in ["-9223372036854775808", "0", "9223372036854775807"] {
            let refused = try work.likeness("search", portrait, "--face=\(number)", exits: 2)
            #expect(refused.errors.contains("[probe.no-such-face]"))
        }
        try work.likeness("search", portrait, "--limit", "-5", exits: 2)
        try work.likeness("search", portrait, "--threshold", "nan", exits: 2)
    }

    @Test("homes: none, one already, a later format")
    func homes() throws {
        let work = try Workspace()
        #expect(try work.likeness("collection", "list", exits: 4).errors.contains("[home.missing]"))
        try work.likeness("init")
        #expect(try work.likeness("init", exits: 2).errors.contains("[home.exists]"))
        #expect(try work.likeness("init", "--profile", "police", exits: 2).errors.contains("profile"))
        #expect(try work.likeness("no-such-command", exits: 2).output.isEmpty)
    }

    @Test("no error text carries a path, a caption or a name")
    func noPersonalData() throws {
        let work = try Workspace()
        try work.makeHome()
        try work.write(Array("text".utf8), to: "marker-jo-doe.jpg")
        let refused = try work.likeness("search", "marker-jo-doe.jpg", exits: 1)
        #expect(!refused.errors.contains("jo-doe") && !refused.output.contains("jo-doe"))
    }
}
