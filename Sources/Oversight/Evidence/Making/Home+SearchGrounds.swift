import FaceSearch
import Records
import Rules

extension Home {
    /// The entries from before a range that say on whose word its searches ran, in the log's order.
    func grounds(ofSearchesIn range: Range<Int>, before first: Int, as actor: Actor) throws -> [LoggedRecord] {
        guard first > 0 else { return [] }
        var refs: Set<RandomID> = []
        for start in stride(from: range.lowerBound, to: range.upperBound, by: 2048) {
            try Task.checkCancellation()
            let end = min(start + 2048, range.upperBound)
            for record in try loggedRecords(from: start, to: end, as: actor) {
                guard let entry = record.entry.withUnsafeBytes({ ScannedEntry($0) }),
                    entry.type?.rawValue.hasPrefix("search.") == true, let ref = entry(.authorisation)
                else { continue }
                refs.insert(ref)
            }
        }
        return try loggedRecords(
            about: refs.map(\.text).sorted(), types: SearchGrounds.types, before: first, as: actor)
    }
}
