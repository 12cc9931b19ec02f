import FaceSearch
import Foundation
import Records
import Rules
import TestStage
import Testing
import Vocabulary

@Suite("Signals about what the records do not know")
struct RaisingSignalsTests {
    @Test("a finding about an account that is not there is raised without its name, and the others with it")
    func unknownAccount() async throws {
        let stage = try await Stage(.archive)
        let home = stage.home
        let sam = try await stage.person("sam", [.searcher])
        let olga = try await stage.person("olga", [.overseer])
        let nobody = AccountRef(String(repeating: "0", count: 32))
        func draft(_ key: String, about account: AccountRef, entry: Int = 3) -> SignalDraft {
            SignalDraft(
                kind: .leaver, key: [key], account: account, searches: [String(repeating: "f", count: 32)],
                entries: [entry], figures: ["tries": 1], first: stage.clock.now, last: stage.clock.now)
        }
        let drafts = [draft("a", about: sam.account), draft("b", about: nobody), draft("c", about: sam.account)]
        let raised = try await home.raiseSignals(drafts, as: nil).raised
        #expect(raised.count == 3)
        let names = try raised.map { try home.signal($0, as: olga).signal.accountName }
        #expect(names == ["sam", nil, "sam"])
        // Anybody may read ids: none says whom a signal is about.
        let ids = try stage.logged().filter { $0.type == "signal.raised" }.flatMap { $0.ids.map(\.key) }
        #expect(ids == ["signal", "signal", "signal"])
        // It is known again, grows, and can be decided on and opened again.
        #expect(try await home.raiseSignals(drafts, as: olga).unchanged == 3)
        _ = try await home.decide(raised[1], .explained, reason: "An account of another home's.", as: olga)
        let grown = try await home.raiseSignals([draft("b", about: nobody, entry: 9)], as: nil)
        #expect(grown.reopened == [raised[1]])
        #expect(try stage.logged().last { $0.type == "signal.reopened" }?.ids["signal"]?.text == raised[1].rawValue)
    }
}
