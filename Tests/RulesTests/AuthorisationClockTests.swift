import Foundation
import Rules
import Testing
import Vocabulary

@Suite("The clock moved back and forward")
struct AuthorisationClockTests {
    @Test("what a tick has seen end is not valid again at any time", arguments: Situation.all)
    func ended(situation: Situation) throws {
        let authorisation = try situation.authorisation()
        let policy = try Situation.policyOf(authorisation)
        let ended = authorisation.afterTime(noon + 11 * day)
        #expect(ended.state.isTerminal)
        for seconds in stride(from: -20 * day, through: 20 * day, by: hour) {
            let moment = noon + seconds
            #expect(ended.afterTime(moment) == ended)
            for event: AuthorisationEvent in [.search, .approval, .refusal, .revocation] {
                #expect(code { try ended.after(event, at: moment, under: policy) } != nil)
            }
        }
    }

    @Test("time alone never makes anything usable, nor takes it back before its end", arguments: Situation.all)
    func ticking(situation: Situation) throws {
        let authorisation = try situation.authorisation()
        for seconds in stride(from: -20 * day, through: 20 * day, by: hour) {
            let later = authorisation.afterTime(noon + seconds)
            #expect(later.used == authorisation.used && later.decision == authorisation.decision)
            if later != authorisation {
                #expect(!authorisation.state.isTerminal && [.expired, .lapsed].contains(later.state))
                #expect(seconds >= (later.state == .lapsed ? 48 * hour : 10 * day))
            }
        }
    }
}
