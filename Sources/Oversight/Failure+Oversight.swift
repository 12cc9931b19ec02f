public import Vocabulary

extension Failure.Code {
    public static let periodMalformed = Failure.Code("period.malformed", .usage)
    public static let reportWholeMonths = Failure.Code("report.whole-months", .usage)
    public static let reportNotOver = Failure.Code("report.not-over", .usage)
    public static let reportMalformed = Failure.Code("report.malformed", .work)
    /// One cannot be checked by itself.
    public static let reportPDF = Failure.Code("report.pdf", .usage)
    public static let reportOtherLog = Failure.Code("report.other-log", .work)
    /// No folder where an evidence pack was looked for.
    public static let evidenceNoPack = Failure.Code("evidence.no-pack", .usage)
    public static let evidenceUnreadable = Failure.Code("evidence.unreadable", .environment)
    /// A folder or file of a pack cannot be written.
    public static let evidenceUnwritable = Failure.Code("evidence.unwritable", .environment)
    /// Something is where a pack was to be written.
    public static let evidenceExists = Failure.Code("evidence.exists", .usage)
    /// More entries than a pack may have.
    public static let evidenceTooLarge = Failure.Code("evidence.too-large", .usage)
    /// The checkpoint that the log is to be shown to continue is none of this log's past.
    public static let evidenceNotEarlier = Failure.Code("evidence.not-earlier", .usage)
}
