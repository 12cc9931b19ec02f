package import Vocabulary

/// A failure as JSON (docs/json.md).
package struct FailureOutput: Encodable {
    package let code: String
    package let reason: String
    package let remedy: String

    package init(_ failure: Failure) {
        code = failure.code.name
        reason = failure.reason
        remedy = failure.remedy
    }
}
