import sodium

/// The half of a pair of keys with which anybody closes a box that only the other half opens: no secret.
///
/// A box is libsodium's `crypto_box_seal`: X25519 with a key made for this box alone and thrown away, BLAKE2b for the nonce,
/// XSalsa20-Poly1305. Who closed it cannot be told, and whoever did cannot open it again.
public struct SealingKey: Hashable, Sendable {
    public static let byteCount = 32
    /// By how many bytes a box is longer than what is in it.
    public static let overhead = 48

    /// 32 bytes, to be stored.
    public let bytes: [UInt8]

    /// One that was stored.
    /// - Returns: nil unless there are 32 bytes.
    public init?(stored bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// Closes a box.
    /// - Returns: nil when these bytes are no key: points of low order would give a box that anybody opens.
    public func seal(_ content: [UInt8]) -> [UInt8]? {
        Sodium.start()
        var box = [UInt8](repeating: 0, count: content.count + Self.overhead)
        guard crypto_box_seal(&box, content, UInt64(content.count), bytes) == 0 else { return nil }
        return box
    }
}
