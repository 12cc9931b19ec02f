public import TransparencyLog
public import Vocabulary

/// The log's errors under the house's codes: the same names, with what to do about each.
extension Failure {
    public init(_ error: LogError) {
        let (code, remedy) = Self.meaning(of: error.code)
        self.init(code, "The log: \(error.detail).", remedy: remedy)
    }

    private static func meaning(of code: LogError.Code) -> (Failure.Code, String) {
        switch code {
        case .malformed:
            (.logMalformed, "Get it anew from whoever made it; `likeness ledger --help` says what is what.")
        case .proofWrong: (.logProofWrong, "Do not trust this receipt; ask the operator to account for it.")
        case .signatureWrong:
            (.logSignatureWrong, "Check that the key is the log's; if it is, do not trust what it signs.")
        case .notCosigned:
            (
                .logNotCosigned,
                "`likeness ledger publish` asks them again and says which are away; what was logged is safe."
            )
        case .forked:
            (.logForked, "Keep both copies and tell the overseer: one history has been shown to some, another to you.")
        case .rolledBack: (.logRolledBack, "Keep both checkpoints and tell the overseer: entries have been taken back.")
        case .outOfRange: (.logOutOfRange, "`likeness ledger verify` says how many entries there are.")
        case .damaged: (.logDamaged, "Run `likeness ledger fsck`; what it cannot derive, restore from a backup.")
        case .locked: (.logLocked, "Wait until the other command has ended.")
        case .missing: (.logMissing, "`likeness init` makes a log; name another folder or home.")
        case .exists: (.logExists, "Name a folder that is empty or not there yet.")
        case .storage: (.logStorage, "Check the disk's room and the folder's permissions.")
        case .entryTooLarge: (.logEntryTooLarge, "Please report this.")
        }
    }
}

extension Failure.Code {
    /// A key, checkpoint, receipt or file of a log is not of its format.
    public static let logMalformed = Failure.Code("log.malformed", .work)
    /// A proof does not lead to the checkpoint's root.
    public static let logProofWrong = Failure.Code("log.proof-wrong", .work)
    public static let logSignatureWrong = Failure.Code("log.signature-wrong", .work)
    /// Fewer witnesses cosigned than are required; nothing was published.
    public static let logNotCosigned = Failure.Code("log.not-cosigned", .environment)
    /// Two histories that cannot both be true.
    public static let logForked = Failure.Code("log.forked", .work)
    /// A log that is shorter than it was.
    public static let logRolledBack = Failure.Code("log.rolled-back", .work)
    public static let logOutOfRange = Failure.Code("log.out-of-range", .usage)
    /// A file of the log is missing, cut off or altered.
    public static let logDamaged = Failure.Code("log.damaged", .work)
    public static let logLocked = Failure.Code("log.locked", .environment)
    public static let logMissing = Failure.Code("log.missing", .environment)
    public static let logExists = Failure.Code("log.exists", .usage)
    public static let logStorage = Failure.Code("log.storage", .environment)
    public static let logEntryTooLarge = Failure.Code("log.entry-too-large", .usage)
    /// The key that signs the log's checkpoints cannot be read.
    public static let logKeyUnusable = Failure.Code("log.key-unusable", .environment)
}
