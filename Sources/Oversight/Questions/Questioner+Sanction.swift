import FaceSearch
import Foundation

/// Whether somebody answered for it.
extension Questioner {
    func sanctioned() -> Answers.Answer {
        var approvers: [Int32: (searches: Int, accounts: Set<Int32>)] = [:]
        var (approved, breakGlass, standing) = (0, 0, 0)
        for search in searches {
            guard let authorisation = history.authorisations[search.authorisation] else {
                standing += 1
                continue
            }
            // As it was when the search was made: a break-glass is confirmed afterwards, if at all.
            let wasApproved = authorisation.isApproved && (authorisation.decided ?? .max) <= search.at
            if !wasApproved, authorisation.isBreakGlass { breakGlass += 1 } else { approved += 1 }
            guard authorisation.isApproved else { continue }
            approvers[authorisation.decider, default: (0, [])].searches += 1
            approvers[authorisation.decider]?.accounts.insert(search.account)
        }
        var sentences: [Answers.Sentence] = []
        if searches.isEmpty { sentences.append(Answers.Sentence("There was no search to be approved.")) }
        if approved > 0 {
            sentences.append(
                Answers.Sentence(
                    "\(counted(approved, "search was", "searches were")) made on an approval by somebody else, "
                        + "given before. \(counted(approvers.count, "person", "people")) gave such approvals.",
                    .authorisationsApproved))
        }
        if standing > 0 {
            sentences.append(
                Answers.Sentence(
                    "\(counted(standing, "search was", "searches were")) made on the policy's own word: "
                        + "it asks for no approver.", .searches))
        }
        if figures[.breakGlassUsed] > 0 {
            sentences.append(
                Answers.Sentence(
                    "\(counted(breakGlass, "search was", "searches were")) made in an emergency, before an approval. "
                        + afterwards, .breakGlassUsed))
        } else if !searches.isEmpty, standing < searches.count {
            sentences.append(Answers.Sentence("Nobody searched before an approval."))
        }
        if figures[.authorisationsRequested] > 0 {
            sentences.append(
                Answers.Sentence(
                    "Of \(counted(figures[.authorisationsRequested], "request")), "
                        + "approvers refused \(grouped(figures[.authorisationsRefused])).",
                    .authorisationsRefused))
        }
        let rows = approvers.sorted { ($1.value.searches, $0.key) < ($0.value.searches, $1.key) }.map { number, own in
            Answers.Row(
                [history.name(number), grouped(own.searches), grouped(own.accounts.count)], account: history.id(number))
        }
        return Answers.Answer(
            question: "Was it sanctioned, and by whom?", sentences: sentences,
            table: rows.isEmpty
                ? nil : Answers.Table("On whose approval", ["Approver", "Searches", "By so many accounts"], rows))
    }

    /// What became of emergencies.
    private var afterwards: String {
        let (refused, lapsed) = (figures[.breakGlassRefused], figures[.breakGlassLapsed])
        guard refused + lapsed > 0 else { return "Afterwards approvers refused none, and left none without an answer." }
        return "Of \(counted(figures[.breakGlassUsed], "such emergency", "such emergencies")) approvers refused "
            + "\(grouped(refused)) afterwards, and left \(grouped(lapsed)) without an answer; what those returned was erased."
    }

    /// Which accounts searched without a case that ended in anything.
    func fruitless() -> Answers.Answer {
        let nothing = history.wordNumbers["no-lead"] ?? -3
        var accounts: [Int32: (searches: Int, without: Int)] = [:]
        for search in searches {
            // By the end of the period: what came of it later belongs to a later answer.
            let outcomes = history.cases[search.caseFile]?.outcomes.filter { $0.at < seconds.upperBound } ?? []
            accounts[search.account, default: (0, 0)].searches += 1
            if !outcomes.contains(where: { $0.kind != nothing }) { accounts[search.account]?.without += 1 }
        }
        let all = accounts.filter { $0.value.without == $0.value.searches }
        let without = accounts.values.reduce(0) { $0 + $1.without }
        let sentences =
            searches.isEmpty
            ? [Answers.Sentence("Nobody searched.")]
            : [
                Answers.Sentence(
                    "Of all searches, \(grouped(without)) (\(share(without, of: searches.count))) were made on cases for which "
                        + "nothing, or no lead, was recorded by the end of the period."),
                Answers.Sentence(
                    "\(counted(all.count, "account")) of \(grouped(accounts.count)) searched on such cases only: "
                        + "\(counted(all.values.reduce(0) { $0 + $1.searches }, "search", "searches")). A case may still be "
                        + "open: this is a question to ask, not a finding."),
            ]
        let rows = all.sorted { ($1.value.searches, $0.key) < ($0.value.searches, $1.key) }.map { number, own in
            Answers.Row(
                [
                    history.name(number), history.name(history.accounts[number]?.organisation ?? -1),
                    grouped(own.searches),
                ], account: history.id(number))
        }
        return Answers.Answer(
            question: "Which accounts searched without a case that ended in anything?", sentences: sentences,
            table: rows.isEmpty
                ? nil : Answers.Table("Nothing recorded", ["Account", "Organisation", "Searches"], rows))
    }
}
