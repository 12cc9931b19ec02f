import Crypto

/// The secret of one commitment: 32 random bytes, used for that commitment and for nothing else.
///
/// It never shows itself, neither in text nor to a debugger's dump, and its memory is wiped when it goes. Comparison
/// takes the same time wherever two keys differ.
public struct CommitmentKey: Equatable, Sendable {
    public static let byteCount = 32

    let symmetricKey: SymmetricKey

    /// A fresh one, from the system's generator of randomness.
    public init() { symmetricKey = SymmetricKey(size: .bits256) }

    /// One that was stored.
    ///
    /// The length is fixed because HMAC (RFC 2104) fills up shorter keys with zeros and hashes longer ones: keys of
    /// different lengths could be the same key, and an opening would not be the only one.
    /// - Throws: ``LogError`` `malformed` when there are not 32 bytes.
    public init(_ bytes: some Collection<UInt8>) throws(LogError) {
        guard bytes.count == Self.byteCount else {
            throw LogError(.malformed, "a commitment's key has \(Self.byteCount) bytes, not \(bytes.count)")
        }
        symmetricKey = SymmetricKey(data: Array(bytes))
    }

    /// The 32 bytes, for the store of openings. Whoever copies them answers for wiping the copy.
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try symmetricKey.withUnsafeBytes(body)
    }
}

extension CommitmentKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "redacted" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
