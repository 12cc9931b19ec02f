import Foundation
import GRDB
import Records
import Testing

/// What lies in a home's files, and changes to them that only time would bring about.
extension Workspace {
    var home: URL { folder.appending(path: "home", directoryHint: .isDirectory) }

    /// Every file of the home with its bytes.
    func homeFiles() throws -> [(name: String, bytes: Data)] {
        try FileManager.default.subpathsOfDirectory(atPath: home.path).sorted().compactMap { name in
            let file = home.appending(path: name)
            guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { return nil }
            return (name, try Data(contentsOf: file))
        }
    }

    /// Names of the home's files that hold any of these bytes, with which.
    func filesHolding(_ traces: [Trace]) throws -> [String] {
        try homeFiles().flatMap { file in
            traces.filter { file.bytes.range(of: $0.bytes) != nil }.map { "\(file.name) holds \($0.name)" }
        }
    }

    /// Something that may be found in a file.
    struct Trace {
        let name: String
        let bytes: Data

        init(_ name: String, _ bytes: some Sequence<UInt8>) {
            self.name = name
            self.bytes = Data(bytes)
        }

        init(_ text: String) { self.init(text, Array(text.utf8)) }
    }

    /// Changes the records behind the program's back.
    func changeRecords(_ sql: String) throws {
        let store = try RecordStore(at: home.appending(path: "records.sqlite").path, access: .writing)
        try store.write { try $0.execute(sql: sql) }
    }

    func askRecords(_ sql: String) throws -> Int {
        let store = try RecordStore(at: home.appending(path: "records.sqlite").path, access: .reading)
        return try store.read { try Int.fetchOne($0, sql: sql) ?? 0 }
    }

    /// The template of a face as it lies in the gallery's file: 128 floats.
    func template(of face: UInt64) throws -> [UInt8] {
        let gallery = try #require(try homeFiles().first { $0.name.hasSuffix("faces.gallery") }).bytes
        // docs/gallery.md, "The file".
        let id = withUnsafeBytes(of: face.littleEndian) { Data($0) }
        for slot in stride(from: 12288, to: gallery.count, by: 544) where gallery[slot + 16..<slot + 24] == id {
            return Array(gallery[slot + 32..<slot + 544])
        }
        throw NoSuchFace()
    }

    struct NoSuchFace: Error {}

    /// A photo as `collection photos` lists it.
    struct ListedPhoto {
        let id: Int
        let faces: [UInt64]
        let path: String
        let caption: String?
    }

    func photos(in collection: String = "album", as name: String = "owner") throws -> [ListedPhoto] {
        let listed = try likeness(as: name, ["collection", "photos", collection, "--json"]).json()
        return try #require(listed["photos"] as? [[String: Any]]).map { photo in
            ListedPhoto(
                id: try #require(photo["id"] as? Int),
                faces: try #require(photo["faces"] as? [[String: Any]]).compactMap {
                    ($0["id"] as? NSNumber)?.uint64Value
                },
                path: photo["path"] as? String ?? "", caption: photo["caption"] as? String)
        }
    }

    /// Puts a copy of the home into another workspace.
    func copyHome(to other: Workspace) throws {
        try? FileManager.default.removeItem(at: other.home)
        try FileManager.default.copyItem(at: home, to: other.home)
    }
}

extension Workspace {
    func askRecordsForBytes(_ sql: String) throws -> [UInt8] {
        let store = try RecordStore(at: home.appending(path: "records.sqlite").path, access: .reading)
        return try store.read { Array(try Data.fetchOne($0, sql: sql) ?? Data()) }
    }
}
