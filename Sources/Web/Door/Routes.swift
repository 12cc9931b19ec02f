/// Every way in. What is not here is not there.
package enum Routes {
    package static let all: [Route] =
        SignInPages.routes + SignOnPages.routes + HomePage.routes + ProbePages.routes + ResultPages.routes
        + CasePages.routes
        + AuthorisationPages.routes + ApprovalPages.routes + ReviewPages.routes + CollectionPages.routes
        + PhotoPages.routes + ProtectionPages.routes + AdministratorPages.routes + PolicyPages.routes
        + OwnAccountPages.routes + AssetPages.routes + OperationsPages.routes
        + API.routes
}
