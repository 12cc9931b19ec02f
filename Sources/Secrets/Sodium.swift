import sodium

/// libsodium has to be started once, before anything else of it is used; safe from any thread.
enum Sodium {
    static func start() { _ = started }
    private static let started = sodium_init()
}
