package import FaceSearch
import Foundation
import Records
import TransparencyLog

/// What the public page says, as JSON (docs/json.md).
package struct PublicPageOutput: Encodable {
    package struct Collection: Encodable {
        let name: String
        let controller: String
        let lawfulBasis: String
        let source: String
        let retentionDays: Int
        let created: Date
        let closed: Date?
        /// Absent when there are few: fewer than `fewerThan` then.
        let photos: Int?
        let fewerThan: Int?
    }

    let collections: [Collection]
    /// How many are not listed.
    let leftOut: Int
    let accessDays: Int
    let erasureDays: Int
    let protectionDays: Int
    /// The operator's, by name, with the house's own where they say nothing.
    let texts: [String: String]
    let logKey: String
    let made: Date

    package init(_ facts: PublicFacts, _ texts: PublicPageTexts) {
        let listed = facts.listed(by: texts)
        collections = listed.map { collection in
            let record = collection.record
            return Collection(
                name: record.name, controller: record.controller, lawfulBasis: record.lawfulBasis,
                source: record.source, retentionDays: record.retentionDays, created: record.created,
                closed: record.closed, photos: collection.photos,
                fewerThan: collection.photos == nil ? facts.smallestCount : nil)
        }
        leftOut = facts.collections.count - listed.count
        (accessDays, erasureDays, protectionDays) = (facts.accessDays, facts.erasureDays, facts.protectionDays)
        self.texts = texts.texts
        (logKey, made) = ("\(facts.logKey)", facts.at)
    }
}

extension PublicFacts {
    /// Those that the operator's texts do not leave out.
    func listed(by texts: PublicPageTexts) -> [Collection] {
        collections.filter { !texts.leftOut.contains($0.record.name) }
    }
}
