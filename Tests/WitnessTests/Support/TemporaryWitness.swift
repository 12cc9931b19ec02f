import Foundation
import TransparencyLog
import Witness

/// A witness's folder that is removed with it. It knows the sample log.
final class TemporaryWitness: Sendable {
    let path: String
    let logs: [VerifierKey]

    init(logs: [VerifierKey]? = nil) throws {
        path = NSTemporaryDirectory() + "witness-" + UUID().uuidString
        self.logs = try logs ?? [SampleLog().key.verifierKey]
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func open(name: String? = "witness.example/1") throws -> WitnessStore {
        try WitnessStore(path, name: name, logs: logs)
    }

    static let checkpoint = "public/\(SampleLog.hash)/checkpoint"

    func read(_ name: String = checkpoint) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path + "/" + name)))
    }

    func write(_ bytes: [UInt8], to name: String = checkpoint) throws {
        let file = URL(filePath: path + "/" + name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }
}
