import Foundation
import TransparencyLog

/// A log as an auditor gets it: appended to by the real writer, cosigned, and exported.
final class ExportedLog {
    let folder: URL
    /// The same tree in memory.
    let tree: MemoryTree

    init(entries: [[UInt8]], key: SigningKey, witness: SigningKey) async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("exported-log-\(UUID())")
        tree = entries.reduce(into: MemoryTree()) { $0.append(.leaf($1)) }
        let kept = folder.path + "-kept"
        defer { try? FileManager.default.removeItem(atPath: kept) }
        try LogWriter.create(kept, key: key)
        let cosigner = OneWitness(key: witness)
        let writer = try LogWriter(kept, key: key, witnesses: .init(cosigner, required: 1), publicationDelay: .never)
        for first in stride(from: 0, to: entries.count, by: 200) {
            _ = try await writer.append(contentsOf: Array(entries[first..<min(first + 200, entries.count)]))
            if first % 1000 == 0 { try await writer.publish() }
        }
        try await writer.close()
        let log = PublishedLog(kept + "/public")
        try LogExport.write(log, log.checkpoint(signedBy: key.verifierKey), to: folder.path)
    }

    private struct OneWitness: CheckpointCosigner {
        let key: SigningKey

        func cosignatures(
            on checkpoint: SignedCheckpoint, proof: @escaping @Sendable (Int) throws -> ConsistencyProof
        ) async -> [NoteSignature] {
            (try? [key.cosign(checkpoint.checkpoint, at: 1_700_000_000)]) ?? []
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appendingPathComponent(name))) }

    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file.path
    }
}
