import Foundation

/// An account, an organisation or a collection, where another thing speaks of it.
struct Named: Encodable, Described {
    let id: String
    let name: String

    static let schema = Schema.named("Named", .object(["id": .id, "name": .text]))
}

/// Why something is done.
struct Reasoned: Decodable, Described {
    let reason: String

    static let schema = Schema.named("Reason", .object(["reason": .words]))
}
