import Foundation

typealias JSONObject = [String: any Sendable]

func json(_ object: JSONObject) throws -> [UInt8] {
    Array(try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]))
}
