import Foundation
import Rules
import Testing
import Vocabulary

@Suite("Break-glass")
struct BreakGlassTests {
    let policy: Policy

    init() throws { policy = try RulesTests.policy(.investigation) }

    @Test(
        "refused or unanswered, what it returned is erased and the searcher locked; of nothing else",
        arguments: Situation.all)
    func consequence(situation: Situation) throws {
        let expected: Authorisation.Consequence? =
            ["break-glass refused", "break-glass lapsed"].contains(situation.name) ? .eraseAndLock : nil
        #expect(try situation.authorisation().consequence == expected)
    }

    @Test("it is usable, and decided, up to its deadline and no longer")
    func deadline() throws {
        let taken = try Situation.fresh("break-glass")
        let last = noon + 48 * hour - 0.001
        #expect(try taken.after(.search, at: last, under: policy).used == 1)
        #expect(try taken.after(.approval, at: last, under: policy).state == .approved)
        #expect(try taken.after(.refusal, at: last, under: policy).state == .refused)
        #expect(taken.afterTime(last) == taken)
        let over = noon + 48 * hour
        for event: AuthorisationEvent in [.search, .approval, .refusal] {
            #expect(code { try taken.after(event, at: over, under: policy) } == .authorisationExpired)
        }
        #expect(taken.afterTime(over).state == .lapsed)
    }

    @Test("with all its searches made it still waits for its decision, and lapses without one")
    func usedUp() throws {
        let used = try Situation.fresh("break-glass").after(.search, at: noon, under: policy)
            .after(.search, at: noon, under: policy)
        #expect(used.state == .unconfirmed && used.used == 2)
        #expect(code { try used.after(.search, at: noon, under: policy) } == .authorisationExhausted)
        #expect(try used.after(.approval, at: noon, under: policy).state == .exhausted)
        #expect(try used.after(.refusal, at: noon, under: policy).consequence == .eraseAndLock)
        #expect(used.afterTime(noon + 48 * hour).consequence == .eraseAndLock)
    }

    @Test("one whose own period is over before the deadline is no longer usable, and still waits for its decision")
    func shorterThanDeadline() throws {
        let taken = try Situation.fresh("break-glass", request(expires: noon + hour))
        let after = noon + 2 * hour
        #expect(taken.afterTime(after) == taken)
        #expect(code { try taken.after(.search, at: after, under: policy) } == .authorisationExpired)
        let approved = try taken.after(.approval, at: after, under: policy)
        #expect(approved.state == .expired && approved.decision != nil && approved.consequence == nil)
        #expect(try taken.after(.refusal, at: after, under: policy).consequence == .eraseAndLock)
        #expect(taken.afterTime(noon + 48 * hour).state == .lapsed)
    }

    @Test("once approved it is usable beyond the deadline, up to its own end")
    func confirmed() throws {
        let approved = try Situation.fresh("break-glass").after(.approval, at: noon, under: policy)
        #expect(try approved.after(.search, at: noon + 9 * day, under: policy).used == 1)
        #expect(approved.afterTime(noon + 9 * day) == approved)
        #expect(approved.afterTime(noon + 10 * day).state == .expired)
    }
}
