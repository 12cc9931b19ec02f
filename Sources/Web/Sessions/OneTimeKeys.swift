import Secrets
import Synchronization

/// Keys that open something once, while the server runs.
final class OneTimeKeys: Sendable {
    private let digests = Mutex<Set<[UInt8]>>([])

    func make() -> SecretToken {
        let key = SecretToken()
        digests.withLock { _ = $0.insert(key.digest) }
        return key
    }

    /// Whether it is one; it is none any more then.
    func use(_ key: SecretToken) -> Bool { digests.withLock { $0.remove(key.digest) != nil } }
}
