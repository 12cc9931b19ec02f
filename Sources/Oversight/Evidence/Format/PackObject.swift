import TransparencyLog

/// Reads an object of a pack's JSON: what is missing or of another kind is refused, and named.
struct PackObject {
    private let object: JSONObject

    init(_ object: JSONObject) { self.object = object }

    /// - Throws: ``LogError`` `log.malformed` unless these bytes are an object in canonical JSON.
    init(parsing bytes: some Collection<UInt8>) throws(LogError) {
        guard case .object(let object) = try CanonicalJSON.parse(bytes),
            try CanonicalJSON.bytes(of: .object(object)).elementsEqual(bytes)
        else { throw LogError(.malformed, "it is not an object in canonical JSON") }
        self.object = object
    }

    func has(_ name: String) -> Bool { object[name] != nil }

    var names: [String] { object.members.map(\.name) }

    func text(_ name: String) throws(LogError) -> String {
        guard case .string(let text)? = object[name] else {
            throw LogError(.malformed, "“\(name)” is missing or no text")
        }
        return text
    }

    /// From 0.
    func whole(_ name: String) throws(LogError) -> Int {
        guard case .number(let number)? = object[name], let whole = Int(exactly: number),
            (0...JSONValue.largestInteger).contains(whole)
        else { throw LogError(.malformed, "“\(name)” is missing or no whole number") }
        return whole
    }

    func object(_ name: String) throws(LogError) -> PackObject {
        guard case .object(let object)? = object[name] else {
            throw LogError(.malformed, "“\(name)” is missing or no object")
        }
        return PackObject(object)
    }

    func hashes(_ name: String) throws(LogError) -> [MerkleHash] {
        guard case .array(let values)? = object[name], values.count <= 63 else {
            throw LogError(.malformed, "“\(name)” is missing or no proof")
        }
        var hashes: [MerkleHash] = []
        for value in values {
            guard case .string(let text) = value, let hash = MerkleHash(base64: text.utf8) else {
                throw LogError(.malformed, "a hash of “\(name)” is none")
            }
            hashes.append(hash)
        }
        return hashes
    }
}

extension [MerkleHash] {
    var json: JSONValue { .array(map { .string($0.description) }) }
}
