import FaceSearch
package import Foundation
package import Records
import Rules

/// A protected person as JSON (docs/json.md).
package struct ProtectedPersonOutput: Encodable {
    package let id: String
    package let added: Date
    package let reason: String
    /// The name of the account whose searches they fear.
    package let fears: String?

    package init(_ person: ProtectedPerson, fears: String?) {
        (id, added, reason) = (person.ref.rawValue, person.added, person.reason)
        self.fears = fears
    }
}

/// A search that would have shown a sealed person, as JSON.
package struct SealedHitOutput: Encodable {
    package let search: String
    package let at: Date
    /// An id.
    package let account: String
    package let person: String

    package init(_ hit: SealedHit) {
        (search, at, account, person) = (hit.search, hit.at, hit.account, hit.person.rawValue)
    }
}
