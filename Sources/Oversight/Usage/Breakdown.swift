import FaceSearch
public import Foundation

/// How often each of something occurred.
public struct Tally: Hashable, Sendable {
    /// A word, a name or a moment, as people read it.
    public let label: String
    /// Of what has one.
    public let id: RandomID?
    public let count: Int
}

/// By what searches are told apart.
public enum SearchAspect: String, Sendable, CaseIterable {
    case purpose, collection, approver, refusal
}

/// Steps of time that a chart has bars for.
public enum TimeStep: String, Sendable, CaseIterable {
    case day, week, month

    /// So that there are few enough bars to read.
    public init(for period: Range<Int64>) {
        switch (period.upperBound - period.lowerBound) / 86_400 {
        case ...45: self = .day
        case ...200: self = .week
        default: self = .month
        }
    }
}

extension History {
    /// Searches of a period by what they were for, where, on whose approval, or why they were refused; most first. A search in
    /// several collections counts in each.
    public func tally(_ aspect: SearchAspect, in period: Range<Int64>, of scope: Scope = .everybody) -> [Tally] {
        let numbered = NumberedScope(scope, in: self)
        var counts: [Int32: Int] = [:]
        for place in range(of: period) {
            let one = occurrences[place]
            guard one.type == (aspect == .refusal ? .searchRefused : .searchStarted), period.contains(one.at),
                numbered.holds(one)
            else { continue }
            switch aspect {
            case .purpose, .refusal: counts[one.word, default: 0] += 1
            case .collection:
                let collections = search(one.search)?.collections ?? []
                for collection in collections.isEmpty ? [-1] : collections { counts[collection, default: 0] += 1 }
            case .approver:
                let approved = authorisations[one.authorisation].flatMap { $0.isApproved ? $0.decider : nil }
                counts[approved ?? -1, default: 0] += 1
            }
        }
        return counts.map { number, count in
            Tally(label: label(aspect, number), id: aspect.isOfIDs ? id(number) : nil, count: count)
        }.sorted { ($1.count, $0.label) < ($0.count, $1.label) }
    }

    /// What came of cases, by what was searched for: of each measure of outcomes, how often for each purpose. An outcome is told by
    /// the purpose of the search that it is about, or of the latest on its case before it.
    public func outcomes(
        in period: Range<Int64>, of scope: Scope = .everybody
    ) -> [Measure: [String: Int]] {
        let numbered = NumberedScope(scope, in: self)
        let words = OutcomeWords(self)
        var counts: [Measure: [String: Int]] = [:]
        for place in range(of: period) {
            let one = occurrences[place]
            guard one.type == .outcomeRecorded, period.contains(one.at), numbered.holds(one),
                let measure = words.measure(of: one.word, action: one.secondWord)
            else { continue }
            counts[measure, default: [:]][purposeName(one.purpose), default: 0] += 1
        }
        return counts
    }

    func purposeName(_ number: Int32) -> String { number == -2 ? Self.noSearch : word(number) ?? Self.forgotten }

    /// What stands for a purpose, a basis or a name whose payload was erased.
    static let forgotten = "not known any more"
    static let noSearch = "no search on the case"

    private func label(_ aspect: SearchAspect, _ number: Int32) -> String {
        switch aspect {
        case .purpose, .refusal: word(number) ?? Self.forgotten
        case .collection: number < 0 ? Self.forgotten : name(number)
        case .approver: number < 0 ? "no approver" : name(number)
        }
    }

    /// Searches in each step of a period, empty ones too.
    public func timeline(
        of measures: [Measure], in period: Range<Int64>, of scope: Scope = .everybody, by step: TimeStep
    ) -> [(from: Date, counts: [Int])] {
        let numbered = NumberedScope(scope, in: self)
        let words = OutcomeWords(self)
        let starts = step.starts(in: period)
        var rows = starts.map { (from: Date(timeIntervalSince1970: TimeInterval($0)), counts: measures.map { _ in 0 }) }
        var row = 0
        for place in range(of: period) {
            let one = occurrences[place]
            guard period.contains(one.at), numbered.holds(one) else { continue }
            // Times ascend nearly always.
            while row > 0, one.at < starts[row] { row -= 1 }
            while row + 1 < starts.count, one.at >= starts[row + 1] { row += 1 }
            one.count(words: words) { measure, count in
                if let place = measures.firstIndex(of: measure) { rows[row].counts[place] += count }
            }
        }
        return rows
    }

    /// Searches by the hour of the day (UTC): 24 counts.
    public func hours(in period: Range<Int64>, of scope: Scope = .everybody) -> [Int] {
        let numbered = NumberedScope(scope, in: self)
        var counts = [Int](repeating: 0, count: 24)
        for place in range(of: period) {
            let one = occurrences[place]
            guard one.type == .searchStarted, period.contains(one.at), numbered.holds(one) else { continue }
            counts[Int(one.at % 86_400) / 3600] += 1
        }
        return counts
    }
}

extension SearchAspect {
    fileprivate var isOfIDs: Bool { self == .collection || self == .approver }
}

extension TimeStep {
    /// The first second of each step, the first cut to the period. In UTC; weeks begin on Mondays.
    func starts(in period: Range<Int64>) -> [Int64] {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        calendar.firstWeekday = 2
        let unit: Calendar.Component =
            switch self {
            case .day: .day
            case .week: .weekOfYear
            case .month: .month
            }
        var starts: [Int64] = []
        var next = period.lowerBound
        while next < period.upperBound {
            starts.append(next)
            let date = Date(timeIntervalSince1970: TimeInterval(next))
            guard let end = calendar.dateInterval(of: unit, for: date)?.end else { break }
            next = Int64(end.timeIntervalSince1970)
        }
        return starts.isEmpty ? [period.lowerBound] : starts
    }
}
