import ServiceLifecycle

/// Stops index runs when the server is stopped, before it lets go of those who watch them.
struct EndOfIndexing: Service {
    let jobs: IndexingJobs

    func run() async throws {
        try await gracefulShutdown()
        await jobs.stop()
    }
}
