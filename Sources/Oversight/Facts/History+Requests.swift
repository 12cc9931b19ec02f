public import FaceSearch
import TransparencyLog

/// What the log tells of a request of somebody about themselves.
public struct RequestHistory: Sendable {
    public let number: Int32
    /// A word; -1 when it is not known any more.
    public let kind: Int32
    /// How it ended; nil while it is open.
    public var ended: EventType?
    /// Where the log says so.
    public var endedAt: Int32 = -1
}

extension History {
    /// A search of anybody's: on a case, or for somebody who asks about themselves.
    public func anySearch(_ number: Int32) -> SearchHistory? {
        search(number) ?? requestSearchPlaces[number].map { requestSearches[$0] }
    }

    mutating func noteRequest(_ one: inout Occurrence, _ payload: JSONObject) {
        one.word = wordNumber(for: payload["kind"]?.string)
        if payload["late"]?.isTrue == true { one.flags.insert(.isLate) }
        guard one.subject >= 0 else { return }
        switch one.type {
        case .requestReceived: requests[one.subject] = RequestHistory(number: one.subject, kind: one.word)
        case .requestIdentified: break
        default:
            requests[one.subject]?.ended = one.type
            requests[one.subject]?.endedAt = one.index
        }
    }

    mutating func noteRequestSearch(_ one: Occurrence, _ payload: JSONObject) {
        guard one.type != .requestSearchStarted else {
            let account = accounts[one.account]
            requestSearchPlaces[one.search] = requestSearches.count
            requestSearches.append(
                SearchHistory(
                    number: one.search, began: one.index, at: one.at, account: one.account,
                    organisation: account?.organisation ?? -1, unit: account?.unit ?? -1, authorisation: -1,
                    caseFile: -1, purpose: -1, collections: refNumbers(in: payload["collections"]),
                    request: one.subject))
            return
        }
        guard let place = requestSearchPlaces[one.search] else { return }
        requestSearches[place].ended = one.index
        requestSearches[place].candidates = payload["found"]?.whole
        if case .array(let persons)? = payload["sealedHits"] {
            requestSearches[place].sealedHits = Int32(persons.count)
        }
    }
}
