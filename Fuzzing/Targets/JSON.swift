import TransparencyLog

extension Target {
    /// Any JSON is read, but only one form of it is written: that form stays as it is from then on.
    static let json = Target(
        name: "json",
        seeds: {
            [
                "object": Array(#"{"b":[1,-2.5,1e-7,1E+21,9007199254740993],"a":{"":null,"\u00e9":true}}"#.utf8),
                "escapes": Array(#" ["\"\\\/\b\f\n\r\t\u0000\ud83d\ude00", "é€😀" , false ] "#.utf8),
                "numbers": Array("[0,-0,4.5,2e-3,333333333.33333329,1e30,5e-324,1.7976931348623157e308]".utf8),
                "controls": Array(
                    ("\"" + (0..<32).map { #"\u00"# + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\"")
                        .utf8),
                "deep": Array(repeating: 0x5B, count: 64) + Array(repeating: 0x5D, count: 64),
            ]
        },
        checks: [
            { bytes in
                let value = try CanonicalJSON.parse(bytes)
                let written = try CanonicalJSON.bytes(of: value)
                require(CanonicalJSON.isCanonical(written), "what is written is not canonical")
                require(try CanonicalJSON.parse(written) == value, "read again, another value")
                require(CanonicalJSON.isCanonical(bytes) == (written == bytes), "wrongly called canonical")
            }
        ])
}
