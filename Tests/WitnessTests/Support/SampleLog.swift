import TransparencyLog

/// A log in memory of known entries, with a key that never changes.
struct SampleLog: Sendable {
    static let origin = "log.example/ledger"
    /// SHA-256 of its origin, by sha256sum(1).
    static let hash = "2350273c3a4d9c0394ec64043c6f4029fb2dfaea3036585487a0295dc27fd5b5"

    let key: SigningKey
    let tree: MemoryTree

    /// - Parameter changed: the entry that is another than in a log made without this.
    init(origin: String = origin, size: Int = 100, changed: Int? = nil, variant: Int = 1, seed: UInt8 = 1) throws {
        key = try SigningKey(name: origin, kind: .note, seed: Array(repeating: seed, count: 32))
        tree = (0..<size).reduce(into: MemoryTree()) { tree, index in
            tree.append(.leaf(Array("entry \(index)\(index == changed ? " of variant \(variant)" : "")".utf8)))
        }
    }

    func signed(_ size: Int, extensions: [String] = []) throws -> SignedCheckpoint {
        try SignedCheckpoint(
            Checkpoint(origin: key.verifierKey.name, head: tree.head(size), extensions: extensions), by: key)
    }

    func proof(_ old: Int, _ new: Int) throws -> ConsistencyProof {
        try ConsistencyProof.make(old: old, new: new, from: tree)
    }

    func request(_ old: Int, _ new: Int) throws -> AddCheckpointRequest {
        try AddCheckpointRequest(proof(old, new), to: signed(new))
    }

    /// Its bytes with something in them replaced.
    func request(_ old: Int, _ new: Int, replacing: String, with other: String) throws -> [UInt8] {
        Array(
            String(decoding: try request(old, new).serialised(), as: UTF8.self).replacing(replacing, with: other).utf8)
    }
}
