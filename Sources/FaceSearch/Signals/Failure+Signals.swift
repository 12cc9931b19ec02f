public import Vocabulary

extension Failure.Code {
    public static let signalUnknown = Failure.Code("signal.unknown", .usage)
    /// The probe of the search is not, or no longer, kept.
    public static let signalNoProbe = Failure.Code("signal.no-probe", .work)
    /// A look that was somebody else's, or is over.
    public static let signalLookOver = Failure.Code("signal.look-over", .policy)
    /// No such protected person of one's organisation.
    public static let protectionUnknown = Failure.Code("protection.unknown", .usage)
}
