/// Why the log, a proof or a file of somebody else's was refused.
///
/// Equality and tests go by the code; the text is for people, and never quotes an entry or a key.
public struct LogError: Error, Hashable, Sendable, CustomStringConvertible {
    public let code: Code
    /// What is wrong, and where: a file's name, a tile, an entry's index.
    public let detail: String

    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    public var description: String { "\(code.rawValue): \(detail)" }

    public static func == (one: LogError, other: LogError) -> Bool { one.code == other.code }
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }

    /// Stable names: scripts may compare them.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// A hash, proof, tile, bundle, note, key, checkpoint, receipt or request is not exactly of its format.
        case malformed = "log.malformed"
        /// A proof does not lead from what it claims to the root.
        case proofWrong = "log.proof-wrong"
        /// A note bears no signature by a known key, or a known key's signature is wrong.
        case signatureWrong = "log.signature-wrong"
        /// Fewer witnesses cosigned than are required.
        case notCosigned = "log.not-cosigned"
        /// Two histories that cannot both be true.
        case forked = "log.forked"
        /// A checkpoint is older than one that was seen before.
        case rolledBack = "log.rolled-back"
        /// An index or a size that the tree does not have.
        case outOfRange = "log.out-of-range"
        /// A file of the log is missing, cut off or altered.
        case damaged = "log.damaged"
        /// Another process holds the log for writing.
        case locked = "log.locked"
        /// There is no log where one was looked for.
        case missing = "log.missing"
        /// A log exists where one was to be made.
        case exists = "log.exists"
        /// Reading or writing a file failed: a full disk, a permission.
        case storage = "log.storage"
        /// An entry is larger than the format holds.
        case entryTooLarge = "log.entry-too-large"
    }
}
