/// What there is to ask.
enum DescriptionAPI {
    static let routes: [Route] = [
        .description("/openapi.json", "describe", "This description.")
    ]
}
