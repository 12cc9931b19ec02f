import Crypto

/// A hash of the tree: 32 bytes, SHA-256 with the prefixes of RFC 6962, section 2.1.
public struct MerkleHash: Hashable, Sendable {
    public static let byteCount = 32

    /// In the order of the bytes, held in place: a tree has too many hashes for an array each.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// - Returns: nil when there are not 32 bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
        self.words = words
    }

    private init(_ digest: SHA256.Digest) {
        words = digest.withUnsafeBytes { $0.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self) }
    }

    public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

    /// The 32 bytes.
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try Swift.withUnsafeBytes(of: words, body)
    }

    /// Of a tree without entries: SHA-256 of nothing.
    public static let empty = MerkleHash(SHA256.hash(data: [UInt8]()))

    /// SHA-256(0x00 || entry).
    public static func leaf(_ entry: some Sequence<UInt8>) -> MerkleHash {
        var sha = SHA256()
        sha.update(byte: 0)
        if entry.withContiguousStorageIfAvailable({ sha.update(bufferPointer: UnsafeRawBufferPointer($0)) }) == nil {
            sha.update(data: Array(entry))
        }
        return MerkleHash(sha.finalize())
    }

    /// SHA-256(0x01 || left || right).
    public static func node(_ left: MerkleHash, _ right: MerkleHash) -> MerkleHash {
        var sha = SHA256()
        sha.update(byte: 1)
        left.withUnsafeBytes { sha.update(bufferPointer: $0) }
        right.withUnsafeBytes { sha.update(bufferPointer: $0) }
        return MerkleHash(sha.finalize())
    }

    public static func == (one: MerkleHash, other: MerkleHash) -> Bool { one.words == other.words }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}

extension SHA256 {
    fileprivate mutating func update(byte: UInt8) {
        withUnsafeBytes(of: byte) { update(bufferPointer: $0) }
    }
}
