import Vocabulary

extension Failure.Code {
    /// No page or resource at this address.
    static let pageUnknown = Failure.Code("page.unknown", .usage)
    /// A page or resource that is not asked for in this way.
    static let pageMethod = Failure.Code("page.method", .usage)
    /// A form that was not sent from a page of one's own session.
    static let formForged = Failure.Code("form.forged", .policy)
    /// A form that lacks something, or is none.
    static let formMalformed = Failure.Code("form.malformed", .usage)
    static let bodyTooLarge = Failure.Code("body.too-large", .usage)
    static let bodyTooSlow = Failure.Code("body.too-slow", .usage)
    /// A probe that was put down is gone: its time was over, or the server was started anew.
    static let probeGone = Failure.Code("probe.gone", .usage)
    static let serverCertificate = Failure.Code("server.certificate", .environment)
    static let serverFault = Failure.Code("server.fault", .environment)
    static let serverBusy = Failure.Code("server.busy", .environment)
    static let serverTooOften = Failure.Code("server.too-often", .policy)
    /// A host name that this server does not go by.
    static let serverOtherHost = Failure.Code("server.other-host", .usage)
    /// A folder that is not under one that the server may index.
    static let indexOutsideRoots = Failure.Code("index.outside-roots", .policy)
    static let policyChangedMeanwhile = Failure.Code("policy.changed-meanwhile", .usage)
    /// An `Idempotency-Key` that was used for something else.
    static let idempotencyReused = Failure.Code("idempotency.reused", .usage)
    /// What was sent under it is still being done.
    static let idempotencyRunning = Failure.Code("idempotency.running", .usage)
    static let indexRunning = Failure.Code("index.running", .usage)
}

extension Failure {
    static let unknownPage = Failure(
        .pageUnknown, "There is nothing at this address.", remedy: "Begin at the desk's first page.")
    static let wrongMethod = Failure(
        .pageMethod, "What is at this address is not asked for in this way.",
        remedy: "Use one of the methods that are allowed here.")
    static let malformedForm = Failure(
        .formMalformed, "The form lacks something, or is none.", remedy: "Go back and fill it in once more.")
    static let probeGone = Failure(
        .probeGone, "The photo is no longer here.", remedy: "Put it down once more: it is kept for ten minutes only.")
}
