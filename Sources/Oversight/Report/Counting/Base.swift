import FaceSearch
import Foundation
import Vocabulary

/// What there was to search in at a period's end: how many collections, on what basis, and how many photos and faces.
///
/// Told from the log alone. Photos and faces are the sum of what is told of months, each by itself: of photos enrolled, less those that
/// erasures and retention removed. So this says no more than reports of these months do, whatever they are put beside.
public struct Base: Hashable, Sendable {
    public struct Collections: Hashable, Sendable {
        /// The lawful basis, as whoever made them wrote it.
        public let basis: String
        /// Not closed.
        public let count: Int
        /// The month in which the oldest of them was made.
        public let since: String
    }

    public let collections: [Collections]
    /// Collections that are not searched any more.
    public let closed: Int
    public let photos: ToldCount
    public let faces: ToldCount
    /// Whether the log tells all of photos and faces: a run that was cut off has no number in it, and what an entry said may be erased.
    public let isWhole: Bool
}

extension Base {
    /// - Parameter period: at whose end.
    init(_ history: History, atEndOf period: Period, _ suppression: Suppression) {
        var tally = BaseTally()
        for one in history.occurrences where one.at < period.seconds.upperBound { tally.take(one) }
        var told: [String: (count: Int, since: String)] = [:]
        for (collection, made) in tally.made where !tally.closed.contains(collection) {
            let basis = history.word(made.basis) ?? History.forgotten
            let month = String(PeriodDay(Date(timeIntervalSince1970: TimeInterval(made.at))).text.prefix(7))
            let known = told[basis]
            told[basis] = ((known?.count ?? 0) + 1, min(known?.since ?? month, month))
        }
        self.init(
            collections: told.sorted { $0.key < $1.key }.map {
                Collections(basis: $0.key, count: $0.value.count, since: $0.value.since)
            },
            closed: tally.closed.count,
            photos: Self.told(tally.months.values.map(\.photos), suppression),
            faces: Self.told(tally.months.values.map(\.faces), suppression),
            isWhole: tally.running.isEmpty && !tally.hasLost)
    }

    /// What came in and what went, each month told by itself.
    private static func told(_ months: [BaseTally.Flow], _ suppression: Suppression) -> ToldCount {
        let came = suppression.bounds(suppression.sum(months.map { suppression.month($0.came) }))
        let gone = [\BaseTally.Flow.erased, \.expired].map { flow in
            suppression.bounds(suppression.sum(months.map { suppression.month($0[keyPath: flow]) }))
        }
        let (least, most) = (came.0 - gone[0].1 - gone[1].1, came.1 - gone[0].0 - gone[1].0)
        return least == most ? .exactly(max(0, least)) : .between(max(0, least), max(0, most))
    }
}

private struct BaseTally {
    struct Flow {
        var came = 0
        var erased = 0
        var expired = 0
    }

    /// By the months since 1970 began.
    var months: [Int: (photos: Flow, faces: Flow)] = [:]
    var made: [Int32: (at: Int64, basis: Int32)] = [:]
    var closed: Set<Int32> = []
    /// Collections whose latest enrolment has not said how it ended.
    var running: Set<Int32> = []
    /// Whether what some entry said of photos was erased.
    var hasLost = false
    private var month = (start: Int64.max, end: Int64.min, name: 0)

    mutating func take(_ one: Occurrence) {
        switch one.type {
        case .collectionCreated: made[one.collection] = (one.at, one.word)
        case .collectionClosed: closed.insert(one.collection)
        // A run that was cut off before stays in it.
        case .indexStarted: running.insert(running.contains(one.collection) ? -1 : one.collection)
        case .indexCompleted:
            running.remove(one.collection)
            add(one, \.came)
        case .erasureCompleted: add(one, \.erased)
        case .retentionRun: add(one, \.expired)
        default: break
        }
    }

    private mutating func add(_ one: Occurrence, _ flow: WritableKeyPath<Flow, Int>) {
        if one.flags.contains(.isErased) { hasLost = true }
        if !(month.start..<max(month.start, month.end)).contains(one.at) { turn(to: one.at) }
        months[month.name, default: (Flow(), Flow())].photos[keyPath: flow] += Int(max(0, one.count))
        months[month.name, default: (Flow(), Flow())].faces[keyPath: flow] += Int(max(0, one.secondCount))
    }

    private mutating func turn(to moment: Int64) {
        let first = PeriodDay(Date(timeIntervalSince1970: TimeInterval(moment)))
        let start = PeriodDay(first.year, first.month, 1)
        let end = first.month == 12 ? PeriodDay(first.year + 1, 1, 1) : PeriodDay(first.year, first.month + 1, 1)
        month = (
            Int64(start.start.timeIntervalSince1970), Int64(end.start.timeIntervalSince1970),
            12 * first.year + first.month
        )
    }
}
