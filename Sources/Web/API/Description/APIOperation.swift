import HTTPTypes

/// What the API's document says of a route.
struct APIOperation: Sendable {
    /// Part of the address, of its query or of the head.
    struct Parameter: Sendable {
        let name: String
        let place: String
        let meaning: String
        let schema: Schema
        var isRequired = false

        static func query(_ name: String, _ meaning: String, _ schema: Schema) -> Parameter {
            Parameter(name: name, place: "query", meaning: meaning, schema: schema)
        }
    }

    enum Body: Sendable {
        case none
        case json(Schema)
        /// An image, with the fields in the query, or all of it in a multipart form.
        case photo(fields: [String: Schema])
    }

    enum Answer: Sendable {
        case nothing
        case json(Schema)
        /// Of one of these content types.
        case bytes([String])
    }

    /// Of the client's function.
    let id: String
    let summary: String
    var parameters: [Parameter] = []
    var body = Body.none
    var answer = Answer.nothing
    var status = HTTPResponse.Status.ok
}
