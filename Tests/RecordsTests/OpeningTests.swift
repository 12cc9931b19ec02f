import Foundation
import GRDB
import Records
import Synchronization
import Testing
import Vocabulary

@Suite("Opening the records")
struct OpeningTests {
    let home: TemporaryHome

    init() throws { home = try TemporaryHome() }

    @Test("a new file gets its tables and is empty")
    func newFile() throws {
        let store = try home.store()
        #expect(try store.home() == nil)
        #expect(try store.collections().isEmpty)
        #expect(try store.lastFace() == nil)
        #expect(try store.searches(limit: 10).isEmpty)
        try store.checkIntegrity()
        let tables = try store.read {
            try String.fetchSet($0, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        #expect(
            tables.isSuperset(of: [
                "home", "collection", "photo", "file", "unreadable_file", "face", "face_counter", "erasing", "search",
                "search_collection",
            ]))
    }

    @Test("what was written is there after opening again")
    func again() throws {
        let created = try home.store().someCollection()
        #expect(try home.store().collections() == [created])
        #expect(try home.store(.reading).collections() == [created])
    }

    @Test(
        "each writing connection is durable, keeps rules between tables, and overwrites what it deletes",
        arguments: [
            ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("secure_delete", "1"),
            ("busy_timeout", "10000"), ("temp_store", "2"), ("trusted_schema", "0"),
        ])
    func settings(name: String, value: String) throws {
        let store = try home.store()
        try store.someCollection()
        let found = try store.pool.writeWithoutTransaction { try Row.fetchOne($0, sql: "PRAGMA \(name)") }
        #expect((found?[0] as DatabaseValue?).map { String(describing: $0.storage.value ?? "") } == value)
    }

    @Test("nobody but the owner may read the file and SQLite's two beside it")
    func modes() throws {
        let store = try home.store()
        try store.someCollection()
        let names = try FileManager.default.contentsOfDirectory(atPath: home.folder)
        #expect(Set(names) == ["records.sqlite", "records.sqlite-wal", "records.sqlite-shm"])
        for name in names {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(home.folder)/\(name)")
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    @Test("reading what is not there is refused, and creates nothing")
    func missing() throws {
        #expect(code { try home.store(.reading) } == .recordsMissing)
        #expect(!FileManager.default.fileExists(atPath: home.file))
    }

    @Test("a folder in place of the file is refused")
    func folder() throws {
        #expect(code { try RecordStore(at: home.folder, access: .writing) } == .recordsNoAccess)
    }

    @Test(
        "a file that is no database is refused and stays as it is", arguments: [RecordStore.Access.reading, .writing])
    func noDatabase(access: RecordStore.Access) throws {
        let text = Data(String(repeating: "These are not records. ", count: 500).utf8)
        try text.write(to: URL(fileURLWithPath: home.file))
        #expect(code { try home.store(access) } == .recordsCorrupt)
        #expect(try Data(contentsOf: URL(fileURLWithPath: home.file)) == text)
    }

    @Test("another program's database is refused and gets no tables of ours")
    func foreign() throws {
        let other = try DatabaseQueue(path: home.file)
        try other.write { try $0.execute(sql: "CREATE TABLE recipe (name TEXT)") }
        try other.close()
        #expect(code { try home.store() } == .recordsCorrupt)
        let again = try DatabaseQueue(path: home.file)
        #expect(try again.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") } == 1)
    }

    @Test("a damaged page is reported as damage")
    func damaged() throws {
        try {
            let store = try home.store()
            let collection = try store.someCollection().id
            _ = try store.commit(
                IndexBatch(
                    collection: collection, date: noon,
                    photos: (1...2000).map { photo($0, faces: [face(UInt64($0))], files: [file("/photos/\($0).jpg")]) })
            )
        }()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: home.file))
        #expect(bytes.count > 200_000)
        for page in stride(from: bytes.count / 4096 / 2 * 4096, to: bytes.count - 4096, by: 4096) {
            bytes.replaceSubrange(page..<page + 512, with: Data(repeating: 0xA5, count: 512))
        }
        try bytes.write(to: URL(fileURLWithPath: home.file))
        let store = try home.store()
        #expect(code { try store.checkIntegrity() } == .recordsCorrupt)
        #expect(code { _ = try store.faces((1...2000).map { FaceID($0) }) } == .recordsCorrupt)
    }

    @Test("a later version's file is refused, for reading and for writing")
    func newer() throws {
        try {
            let store = try home.store()
            try store.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999-from-the-future')") }
        }()
        #expect(code { try home.store(.reading) } == .recordsNewerFormat)
        #expect(code { try home.store(.writing) } == .recordsNewerFormat)
    }

    @Test("an earlier version's file is refused for reading")
    func older() throws {
        #expect(FileManager.default.createFile(atPath: home.file, contents: nil))
        #expect(code { try home.store(.reading) } == .recordsOlderFormat)
        _ = try home.store(.writing)
        _ = try home.store(.reading)
    }

    @Test("many may open a new file at once", arguments: 1...40)
    func race(_: Int) throws {
        let codes = Mutex<[Failure.Code?]>([])
        let threads = (1...4).map { _ in
            Thread { [home] in
                let code = code { try home.store().collections() }
                codes.withLock { $0.append(code) }
            }
        }
        threads.forEach { $0.start() }
        while threads.contains(where: { !$0.isFinished }) { Thread.sleep(forTimeInterval: 0.001) }
        #expect(codes.withLock { $0 } == [nil, nil, nil, nil])
    }

    @Test("a home is set up once")
    func onlyHome() throws {
        let store = try home.store()
        let record = HomeRecord(profile: "archive", created: noon)
        try store.createHome(record)
        #expect(try store.home() == record)
        #expect(code { try store.createHome(HomeRecord(profile: "household", created: noon)) } == .homeExists)
        #expect(try store.home() == record)
    }
}

/// The code of the failure that `body` ends in; nil when it does not fail.
func code(_ body: () throws -> Any) -> Failure.Code? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? Failure)?.code
    }
}
