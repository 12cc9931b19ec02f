public import Foundation
import Records
import Rules
import Vocabulary

/// What somebody who asked about themselves is answered: facts only, no face, no name, no caption, no path.
public struct SubjectAnswer: Codable, Hashable, Sendable {
    /// A collection that they asked about.
    public struct Place: Codable, Hashable, Sendable {
        public let name: String
        public let controller: String
        public let lawfulBasis: String
        public let source: String
        public let retentionDays: Int
    }

    /// How they were looked for.
    public struct Look: Codable, Hashable, Sendable {
        public let at: Date
        public let threshold: Float
        public let faces: Int
        public let photos: Int
        public let model: String
    }

    /// A photo that shows them.
    public struct Photo: Codable, Hashable, Sendable {
        /// Among what was found.
        public let number: Int
        public let collection: String
        public let enrolled: Date
        public let keptUntil: Date
        /// As the photo's file says it: no zone.
        public let taken: String?
        public let format: String
        public let shown: Shown?
    }

    /// How often searches had shown this face as a candidate, as far as their lists are still kept.
    public struct Shown: Codable, Hashable, Sendable {
        /// Nil when it is fewer than ``fewerThan``, and not none.
        public let searches: Int?
        public let organisations: Int?
        public let fewerThan: Int?
    }

    /// What was erased of a collection.
    public struct Erased: Codable, Hashable, Sendable {
        public let collection: String
        public let photos: Int
        public let faces: Int
    }

    public let kind: String
    public let places: [Place]
    public let looks: [Look]
    /// How many faces resembled the person, and how many a custodian confirmed.
    public let found: Int
    public let confirmed: Int
    /// Of an access request: those confirmed.
    public let photos: [Photo]
    /// Of an erasure, or an objection that was upheld.
    public let erased: [Erased]
    /// Days that the lists of searches are kept.
    public let resultDays: Int
    /// In how many faces the person was found when they were sealed.
    public let sealedFaces: Int?

    static func read(_ json: String) throws -> SubjectAnswer {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let answer = try? decoder.decode(Self.self, from: Data(json.utf8)) else { throw Home.unusable }
        return answer
    }

    /// As it is kept, and as its digest in the log is made of.
    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            encoder.dateEncodingStrategy = .iso8601
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

extension Deed {
    /// What would be answered now.
    /// - Parameters:
    ///   - tellsSearches: whether it is told how often searches showed the person.
    ///   - erased: what an erasure is about to take.
    func answer(
        to record: RequestRecord, tellsSearches: Bool, erasing plan: ErasurePlan? = nil, sealedFaces: Int? = nil
    ) throws -> SubjectAnswer {
        let found = try records.faces(foundFor: record.ref)
        let theirs = try found.filter { $0.verdict == .isPerson }.compactMap { try show($0, of: record) }
        let collections = try collections(of: record)
        return SubjectAnswer(
            kind: record.request.kind.rawValue,
            places: collections.map {
                SubjectAnswer.Place(
                    name: $0.name, controller: $0.controller, lawfulBasis: $0.lawfulBasis, source: $0.source,
                    retentionDays: $0.retentionDays)
            },
            looks: try records.searches(for: record.ref).compactMap { search in
                search.outcome.map {
                    SubjectAnswer.Look(
                        at: $0.at, threshold: search.threshold, faces: $0.faces, photos: $0.photos,
                        model: search.model.rawValue)
                }
            },
            // Those that are being erased by now are counted, and not shown any more.
            found: found.count, confirmed: found.count { $0.verdict == .isPerson },
            photos: try record.request.kind == .access
                ? theirs.map { try photo($0, tellsSearches: tellsSearches) } : [],
            erased: plan.map { plan in collections.compactMap { plan.taking(from: $0) } } ?? [],
            resultDays: policy.resultRetentionDays, sealedFaces: sealedFaces)
    }

    private func photo(_ found: FoundFace, tellsSearches: Bool) throws -> SubjectAnswer.Photo {
        let photo = found.face.photo
        // What is told of sealed persons' searches is the overseer's alone.
        let isSealed = try !records.sealedPersons(among: [found.face.face.id]).isEmpty
        return SubjectAnswer.Photo(
            number: found.number, collection: found.collection.name, enrolled: photo.enrolled,
            keptUntil: photo.enrolled.addingTimeInterval(TimeInterval(found.collection.retentionDays) * 86_400),
            taken: photo.metadata.taken, format: photo.format,
            shown: try tellsSearches && !isSealed ? shown(found) : nil)
    }

    private func shown(_ found: FoundFace) throws -> SubjectAnswer.Shown {
        let (searches, organisations) = try records.showings(of: [found.face.face.id])
        let isFew = searches > 0 && searches < policy.smallestReportedCount
        return SubjectAnswer.Shown(
            searches: isFew ? nil : searches, organisations: isFew ? nil : organisations,
            fewerThan: isFew ? policy.smallestReportedCount : nil)
    }
}

extension ErasurePlan {
    fileprivate func taking(from collection: CollectionRecord) -> SubjectAnswer.Erased? {
        let whole = photos.filter { $0.collection == collection.id }
        let single = faces.count { $0.photo.collection == collection.id }
        guard !whole.isEmpty || single > 0 else { return nil }
        return SubjectAnswer.Erased(
            collection: collection.name, photos: whole.count,
            faces: whole.reduce(single) { $0 + $1.faces.count })
    }
}
