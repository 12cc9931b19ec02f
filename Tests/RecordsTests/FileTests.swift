import Foundation
import Records
import Testing
import Vocabulary

@Suite("Files")
struct FileTests {
    static let oddPaths: [[UInt8]] = [
        Array("/photos/line\nbreak.jpg".utf8), Array("/photos/tab\tand quote'\".jpg".utf8),
        [0x2F, 0xFF, 0xFE, 0x80, 0x2E, 0x6A], [0xFF, 0xFF, 0xFF], Array("/photos/\u{0301}e.jpg".utf8),
        Array("/photos/é.jpg".utf8), Array("/photos/e\u{0301}.jpg".utf8), [UInt8](repeating: 0xC3, count: 4000), [1],
    ]

    let home: TemporaryHome
    let store: RecordStore
    let id: CollectionID

    init() throws {
        home = try TemporaryHome()
        store = try home.store()
        id = try store.someCollection().id
    }

    @Test("any bytes make a path: known, unreadable, vanished")
    func oddPathsRoundTrip() throws {
        let files = Self.oddPaths.map { FileRecord(path: $0, byteCount: 1, modified: 2) }
        _ = try store.commit(IndexBatch(collection: id, date: noon, photos: [photo(1, files: files)]))
        let found = try store.knownFiles(in: id, under: [])
        #expect(found.map(\.file.path) == Self.oddPaths.sorted { $0.lexicographicallyPrecedes($1) })
        try store.markVanished(in: id, paths: [Self.oddPaths[2]])
        #expect(
            try store.knownFiles(in: id, under: []).filter { $0.state == .vanished }.map(\.file.path)
                == [Self.oddPaths[2]])

        let unreadable = files.map { UnreadableFile(file: $0, code: "photo.empty", reason: "Empty.", noticed: noon) }
        _ = try store.commit(IndexBatch(collection: id, date: noon, unreadable: unreadable))
        #expect(Set(try store.unreadableFiles(in: id)) == Set(unreadable))
    }

    @Test(
        "under a folder is what lies in it at any depth, and the path itself",
        arguments: [
            ("/a/b", ["/a/b", "/a/b/c.jpg", "/a/b/d/e.jpg"]), ("/a/b/", ["/a/b", "/a/b/c.jpg", "/a/b/d/e.jpg"]),
            ("/a/b/c.jpg", ["/a/b/c.jpg"]), ("/a/bc", ["/a/bc/f.jpg"]), ("/x", []),
            ("/", ["/a/b", "/a/b-c.jpg", "/a/b/c.jpg", "/a/b/d/e.jpg", "/a/b0.jpg", "/a/bc/f.jpg"]),
            ("", ["/a/b", "/a/b-c.jpg", "/a/b/c.jpg", "/a/b/d/e.jpg", "/a/b0.jpg", "/a/bc/f.jpg", "g.jpg"]),
        ])
    func under(folder: String, expected: [String]) throws {
        let paths = ["g.jpg", "/a/bc/f.jpg", "/a/b0.jpg", "/a/b-c.jpg", "/a/b", "/a/b/d/e.jpg", "/a/b/c.jpg"]
        let other = try store.someCollection("Other").id
        for collection in [id, other] {
            _ = try store.commit(
                IndexBatch(collection: collection, date: noon, photos: [photo(1, files: paths.map { file($0) })]))
        }
        let found = try store.knownFiles(in: id, under: Array(folder.utf8))
        #expect(found.map { String(decoding: $0.file.path, as: UTF8.self) } == expected)
    }
}
