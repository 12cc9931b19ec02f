public import Vocabulary

extension Failure.Code {
    public static let periodMalformed = Failure.Code("period.malformed", .usage)
    public static let reportWholeMonths = Failure.Code("report.whole-months", .usage)
    public static let reportNotOver = Failure.Code("report.not-over", .usage)
    public static let reportMalformed = Failure.Code("report.malformed", .work)
    public static let reportOtherLog = Failure.Code("report.other-log", .work)
}
