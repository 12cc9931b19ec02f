/// The bytes of a ``Tile``: its hashes one after the other, 32 bytes each.
public enum HashTile {
    /// - Parameter count: how many hashes there must be, 1 to 256.
    /// - Throws: ``LogError`` `.malformed` unless there are exactly `count * 32` bytes.
    public static func parse(_ bytes: some Collection<UInt8>, count: Int) throws -> [MerkleHash] {
        let bytes = Array(bytes)
        guard (1...Tile.width).contains(count), bytes.count == count * MerkleHash.byteCount else {
            throw LogError(.malformed, "a tile of \(bytes.count) bytes for \(count) hashes")
        }
        return stride(from: 0, to: bytes.count, by: MerkleHash.byteCount)
            .compactMap { MerkleHash(bytes[$0..<$0 + MerkleHash.byteCount]) }
    }

    public static func serialise(_ hashes: some Sequence<MerkleHash>) -> [UInt8] { hashes.flatMap(\.bytes) }
}
