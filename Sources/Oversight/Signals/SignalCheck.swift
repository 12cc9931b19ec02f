public import FaceSearch
import Foundation
import Rules
public import Vocabulary

/// What a check of the rules came to.
public struct SignalCheck: Sendable {
    public let raised: Int
    public let grown: Int
    public let reopened: Int
    public let unchanged: Int
    /// Whether probes could be compared: not where the oversight key is kept elsewhere.
    public let comparesFaces: Bool
    /// How long reading, comparing and deciding took.
    public let took: Duration
}

extension HistoryKeeper {
    /// Applies the rules to the whole history, and raises what is new.
    /// - Parameter actor: an overseer; nil: the home's own daily check.
    /// - Throws: `role.missing`, `log.…`, `records.…`.
    public func checkSignals(
        in home: Home, as actor: Actor?, progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> SignalCheck {
        let begun = ContinuousClock.now
        let history = try await history(as: actor, progress: progress).history
        var likeness: ProbeLikeness?
        do { likeness = try await home.probeLikeness(as: actor) } catch let failure as Failure
            where failure.code == .oversightKeyMissing
        {
            likeness = nil
        }
        let drafts = SignalRules(history, limits: try home.policy().policy.signals, likeness: likeness).drafts()
        let raised = try await home.raiseSignals(drafts, as: actor)
        return SignalCheck(
            raised: raised.raised.count, grown: raised.grown.count, reopened: raised.reopened.count,
            unchanged: raised.unchanged, comparesFaces: likeness != nil, took: .now - begun)
    }
}
