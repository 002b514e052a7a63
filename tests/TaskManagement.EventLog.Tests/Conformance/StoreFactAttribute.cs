using Xunit.Abstractions;
using Xunit.Sdk;

namespace TaskManagement.EventLog.Tests.Conformance;

/// <summary>A fact of every kind of database; skipped for a kind that cannot be had here.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(
    "TaskManagement.EventLog.Tests.Conformance.StoreFactDiscoverer", "TaskManagement.EventLog.Tests")]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>Makes the test cases of <see cref="StoreFactAttribute"/>.</summary>
public sealed class StoreFactDiscoverer(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var display = discoveryOptions.MethodDisplayOrDefault();
        var displayOptions = discoveryOptions.MethodDisplayOptionsOrDefault();
        yield return WhyMissing(testMethod.TestClass.Class.ToRuntimeType()) is { } reason
            ? new SkippedTestCase(reason, messages, display, displayOptions, testMethod)
            : new XunitTestCase(messages, display, displayOptions, testMethod);
    }

    private static string? WhyMissing(Type suite)
    {
        var store = suite.BaseType!.GenericTypeArguments.Single();
        return ((ITestStore)Activator.CreateInstance(store)!).WhyMissing;
    }

    private sealed class SkippedTestCase : XunitTestCase
    {
        private readonly string _reason = "";

        [Obsolete("For the framework's own use.")]
        public SkippedTestCase()
        {
        }

        public SkippedTestCase(
            string reason,
            IMessageSink messages,
            TestMethodDisplay display,
            TestMethodDisplayOptions displayOptions,
            ITestMethod method)
            : base(messages, display, displayOptions, method) => _reason = reason;

        protected override string GetSkipReason(IAttributeInfo factAttribute) => _reason;
    }
}
