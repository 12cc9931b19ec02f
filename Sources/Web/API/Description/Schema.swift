/// What a value of the API looks like (JSON Schema 2020-12, as OpenAPI 3.1 takes it).
indirect enum Schema: Sendable {
    /// Text, a number or a truth value, with its bounds.
    case plain(JSONTree)
    case list(of: Schema, bounds: [String: JSONTree])
    /// These members and no others.
    case object([String: Schema])
    /// A member that may be absent. Nothing is ever null.
    case optional(Schema)
    /// Stands once in the document, under this name.
    case named(String, Schema)

    static func list(of item: Schema) -> Schema { .list(of: item, bounds: [:]) }

    /// - Parameter named: takes in those that have a name.
    func json(_ named: inout [String: JSONTree]) -> JSONTree {
        switch self {
        case .plain(let json): return json
        case .list(let item, let bounds):
            return JSONTree.object(["type": "array", "items": item.json(&named)]).adding(bounds)
        case .object(let members):
            let required = members.filter { !$0.value.isOptional }.keys.sorted()
            return [
                "type": "object", "additionalProperties": false, "required": .list(required.map { .text($0) }),
                "properties": .object(members.mapValues { $0.json(&named) }),
            ]
        case .optional(let schema): return schema.json(&named)
        case .named(let name, let schema):
            if named[name] == nil { named[name] = schema.json(&named) }
            return ["$ref": "#/components/schemas/\(name)"]
        }
    }

    private var isOptional: Bool { if case .optional = self { true } else { false } }

    /// An object's members; none of anything else.
    var members: [String: Schema] {
        switch self {
        case .object(let members): members
        case .optional(let schema), .named(_, let schema): schema.members
        case .plain, .list: [:]
        }
    }

    /// What a list holds.
    var item: Schema? {
        switch self {
        case .list(let item, _): item
        case .optional(let schema), .named(_, let schema): schema.item
        case .plain, .object: nil
        }
    }

    /// An object with these members too.
    func adding(_ more: [String: Schema]) -> Schema { .object(members.merging(more) { $1 }) }
}

/// What is sent or answered, and looks as its schema says.
protocol Described: SendableMetatype {
    static var schema: Schema { get }
}
