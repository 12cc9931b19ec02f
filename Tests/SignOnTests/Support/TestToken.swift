import SignOn

/// Makes a JWS Compact Serialization of whatever it is given.
enum TestToken {
    static func make(
        _ header: JSONObject, _ claims: JSONObject, sign: ([UInt8]) throws -> [UInt8]
    ) throws -> String {
        let signed = Base64URL.encode(try json(header)) + "." + Base64URL.encode(try json(claims))
        return signed + "." + Base64URL.encode(try sign(Array(signed.utf8)))
    }

    static func make(_ claims: JSONObject, by key: TestKey) throws -> String {
        try make(["alg": key.alg, "kid": key.kid, "typ": "JWT"], claims, sign: key.sign)
    }
}
