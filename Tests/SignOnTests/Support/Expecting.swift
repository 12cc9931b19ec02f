import Testing
import Vocabulary

/// The code of the failure that `body` ends with; nil when it ends well.
func code(_ body: () async throws -> Void) async -> String? {
    do {
        try await body()
        return nil
    } catch let failure as Failure {
        return failure.code.name
    } catch {
        return "\(type(of: error))"
    }
}

/// What `body` gives, or the code of the failure that it ends with.
func end(_ body: () async throws -> String) async -> String {
    do {
        return try await body()
    } catch let failure as Failure {
        return failure.code.name
    } catch {
        return "\(type(of: error))"
    }
}
