import FaceSearch
import Foundation

/// A history, asked about one period.
struct Questioner {
    let history: History
    let period: Period
    let seconds: Range<Int64>
    let figures: Figures
    /// The period's searches.
    let searches: [SearchHistory]

    init(_ history: History, _ period: Period) {
        self.history = history
        self.period = period
        seconds = period.seconds
        figures = history.figures(in: seconds)
        searches = history.searches.filter { period.seconds.contains($0.at) }
    }

    func who() -> Answers.Answer {
        let parts = history.figures(in: seconds, by: .organisation).filter { $0.value[.searches] > 0 && $0.key >= 0 }
        let accounts = history.figures(in: seconds, by: .account).filter { $0.value[.searches] > 0 }
        var sentences = [
            Answers.Sentence(
                figures[.searches] == 0
                    ? "Nobody searched in this period."
                    : "\(counted(figures.accountsSearching, "person", "people")) of \(counted(parts.count, "organisation")) "
                        + "made \(counted(figures[.searches], "search", "searches")).", .searches)
        ]
        let refused = figures[.searchesRefused]
        sentences.append(
            Answers.Sentence(
                refused == 0
                    ? "The rules refused no search."
                    : "The rules refused \(counted(refused, "search", "searches")) more before anything was looked for.",
                refused == 0 ? nil : .searchesRefused))
        let rows = accounts.sorted { ($1.value[.searches], $0.key) < ($0.value[.searches], $1.key) }
            .map { number, own in
                Answers.Row(
                    [
                        history.name(number), history.name(history.accounts[number]?.organisation ?? -1),
                        grouped(own[.searches]), grouped(own[.nullResults]), own.lastSearch.map(day) ?? "",
                    ], account: history.id(number))
            }
        return Answers.Answer(
            question: "Who has used it?", sentences: sentences,
            table: rows.isEmpty
                ? nil
                : Answers.Table(
                    "Who searched", ["Account", "Organisation", "Searches", "Found nobody", "Last search"], rows))
    }

    func since() -> Answers.Answer {
        let ever = history.searches.first
        let last = history.searches.last
        var sentences: [Answers.Sentence] = []
        if let ever, let last {
            sentences.append(
                Answers.Sentence(
                    "The first search ever was made on \(words(ever.at)) by \(history.name(ever.account)); "
                        + "the latest on \(words(last.at))."))
        } else {
            sentences.append(Answers.Sentence("No search was ever made."))
        }
        if let first = figures.firstSearch, let last = figures.lastSearch {
            sentences.append(
                Answers.Sentence(
                    "In this period, the first was on \(first.dayInWords) and the last on \(last.dayInWords).",
                    .searches))
        }
        if let made = history.occurrences.first {
            sentences.append(
                Answers.Sentence(
                    "The log tells of everything since \(words(made.at)), when it was made: \(grouped(history.size)) entries."
                ))
        }
        let searches = Dictionary(grouping: history.searches.indices) { history.searches[$0].organisation }
        let rows = history.organisations.compactMap { number -> Answers.Row? in
            guard let own = searches[number], let first = own.first, let last = own.last else { return nil }
            return Answers.Row([
                history.name(number), day(history.searches[first].at), day(history.searches[last].at),
                grouped(own.count),
            ])
        }
        return Answers.Answer(
            question: "Since when?", sentences: sentences,
            table: rows.isEmpty
                ? nil
                : Answers.Table("Since the log was made", ["Organisation", "First search", "Latest", "Searches"], rows))
    }

    // MARK: Words

    func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        "\(grouped(count)) \(count == 1 ? one : many ?? one + "s")"
    }

    /// `8 leads, 1 arrest and 2 reunions`: those that there were; `nothing` when there were none.
    func listed(_ counts: [(count: Int, one: String, many: String)]) -> String {
        let there = counts.filter { $0.count > 0 }.map { counted($0.count, $0.one, $0.many) }
        guard let last = there.last else { return "nothing" }
        return there.count == 1 ? last : there.dropLast().joined(separator: ", ") + " and " + last
    }

    func grouped(_ number: Int) -> String { number.formatted(.number.locale(Locale(identifier: "en_GB"))) }

    /// In a sentence: `5 October 2026`.
    private func words(_ seconds: Int64) -> String { Date(timeIntervalSince1970: TimeInterval(seconds)).dayInWords }

    /// In a table: `2026-10-05`.
    func day(_ seconds: Int64) -> String { day(Date(timeIntervalSince1970: TimeInterval(seconds))) }
    func day(_ date: Date) -> String { String(date.formatted(.iso8601).prefix(10)) }

    func share(_ part: Int, of whole: Int) -> String {
        whole == 0 ? "none" : "\(Int((100 * Double(part) / Double(whole)).rounded())) %"
    }
}
