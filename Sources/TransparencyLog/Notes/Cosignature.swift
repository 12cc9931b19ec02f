/// A witness's signature on a checkpoint, and when it was made (C2SP tlog-cosignature, cosignature/v1).
public struct Cosignature: Hashable, Sendable {
    /// Seconds since 1970, from 0.
    public let time: Int
    /// 64 bytes, over ``message(time:text:)``.
    public let signature: [UInt8]

    /// - Returns: nil when the time is negative, or there are not 64 bytes.
    public init?(time: Int, signature: [UInt8]) {
        guard time >= 0, signature.count == 64 else { return nil }
        self.time = time
        self.signature = signature
    }

    /// - Parameter bytes: those of a ``NoteSignature``: eight of the time, the highest first, and the signature.
    /// - Returns: nil when they are not 72, or the time is above 2^63 - 1.
    public init?(_ bytes: [UInt8]) {
        let time = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard bytes.count == 72, let time = Int(exactly: time) else { return nil }
        self.init(time: time, signature: Array(bytes.dropFirst(8)))
    }

    public var bytes: [UInt8] { withUnsafeBytes(of: UInt64(time).bigEndian, Array.init) + signature }

    /// What the witness signs.
    public static func message(time: Int, text: String) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n\(text)".utf8)
    }
}
