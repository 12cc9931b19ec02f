import Foundation
import Records
import Vocabulary

/// A folder of its own for one test; gone when the test is.
final class TemporaryHome: Sendable {
    let folder: String
    var file: String { folder + "/records.sqlite" }

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/likeness-records-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func store(_ access: RecordStore.Access = .writing) throws -> RecordStore {
        try RecordStore(at: file, access: access)
    }

    /// Everything SQLite keeps in the folder, one file after the other.
    func bytesOnDisk() throws -> Data {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .reduce(into: Data()) { $0 += try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($1)")) }
    }
}
