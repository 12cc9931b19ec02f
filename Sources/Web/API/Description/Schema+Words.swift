import Rules

/// The values of which all others are made.
extension Schema {
    /// Of a case, a search, an account and whatever else has a random name.
    static let id = Schema.plain(["type": "string", "pattern": "^[0-9a-f]{32}$"])
    /// SHA-256 in hexadecimal digits.
    static let hash = Schema.plain(["type": "string", "pattern": "^[0-9a-f]{64}$"])
    static let moment = Schema.plain(["type": "string", "format": "date-time"])
    static let text = Schema.plain(["type": "string"])
    /// In somebody's own words; see ``FreeText``.
    static let words = Schema.plain(["type": "string", "maxLength": .whole(FreeText.longest)])
    static let truth = Schema.plain(["type": "boolean"])
    static let number = Schema.plain(["type": "number"])
    /// How many.
    static let count = whole(from: 0)
    static let similarity = Schema.plain(["type": "number", "minimum": -1.001, "maximum": 1.001])
    /// x, y, width, height; pixels of the upright photo.
    static let box = Schema.list(of: .number, bounds: ["minItems": 4, "maxItems": 4])
    /// A failure's code.
    static let code = Schema.plain(["type": "string", "pattern": "^[a-z-]+\\.[a-z-]+$"])

    static func text(_ lengths: ClosedRange<Int>) -> Schema {
        .plain(["type": "string", "minLength": .whole(lengths.lowerBound), "maxLength": .whole(lengths.upperBound)])
    }

    static func whole(from least: Int) -> Schema { .plain(["type": "integer", "minimum": .whole(least)]) }

    static func whole(_ range: ClosedRange<Int>) -> Schema {
        .plain(["type": "integer", "minimum": .whole(range.lowerBound), "maximum": .whole(range.upperBound)])
    }

    static func number(_ range: ClosedRange<Double>) -> Schema {
        .plain(["type": "number", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)])
    }

    /// One of these.
    static func word(_ words: [String]) -> Schema {
        .plain(["type": "string", "enum": .list(words.map { .text($0) })])
    }

    /// Each of these once at most.
    static func set(of item: Schema, least: Int = 0) -> Schema {
        .list(of: item, bounds: ["uniqueItems": true, "minItems": .whole(least)])
    }
}
