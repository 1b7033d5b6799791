using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace TokenSocket.Hosting;

/// <summary>Reads a section anew whenever its configuration has changed and been left alone for a moment, and hands on what it says.</summary>
/// <remarks>
/// One save fires twice, and a file that is half saved is empty: hence the moment. Good and bad readings are handed on alike, and equal ones too,
/// for a configuration does not say which of its sections changed. Thread-safe.
/// </remarks>
internal sealed class OptionsWatch : IDisposable
{
    /// <summary>How long a configuration must be left alone before it is read.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly IConfigurationSection _section;
    private readonly Func<OptionsReading> _read;
    private readonly Action<OptionsReading> _onReading;
    private readonly Action<Exception> _onError;
    private readonly ITimer _timer;
    private readonly FileFailures _files;
    private readonly IDisposable _changes;
    private bool _isTelling;
    private bool _isDueAgain;
    private bool _isDisposed;

    /// <summary>Begins to watch.</summary>
    /// <param name="section">The section.</param>
    /// <param name="root">The configuration that it is of; where it is a root, malformed files are told too.</param>
    /// <param name="read">Reads the section.</param>
    /// <param name="onReading">Is handed each reading, one at a time, on the timer's thread. May throw, and may dispose the watch.</param>
    /// <param name="onError">Is told what <paramref name="onReading"/>, or the configuration itself, threw. Must not throw.</param>
    /// <param name="time">The clock.</param>
    public OptionsWatch(
        IConfigurationSection section,
        IConfiguration root,
        Func<OptionsReading> read,
        Action<OptionsReading> onReading,
        Action<Exception> onError,
        TimeProvider time)
    {
        (_section, _read, _onReading, _onError) = (section, read, onReading, onError);
        _timer = time.CreateTimer(_ => Tell(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _files = new FileFailures(root, ReadSoon);
        _changes = ChangeToken.OnChange(section.GetReloadToken, ReadSoon);
    }

    /// <summary>Reads the section as after a change, once it has been left alone.</summary>
    public void ReadSoon()
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                _timer.Change(Quiet, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Ends the watch: no reading is handed on after this but one that is being handed on by another thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
        }

        _changes.Dispose();
        _files.Dispose();
        _timer.Dispose();
    }

    private void Tell()
    {
        lock (_gate)
        {
            if (_isTelling)
            {
                _isDueAgain = true;
                return;
            }

            _isTelling = true;
        }

        do
        {
            TellOnce();
        }
        while (IsDueAgain());
    }

    private bool IsDueAgain()
    {
        lock (_gate)
        {
            _isTelling = _isDueAgain;
            _isDueAgain = false;
            return _isTelling;
        }
    }

    private void TellOnce()
    {
        try
        {
            var reading = Read();
            if (!IsDisposed())
            {
                _onReading(reading);
            }
        }
        catch (Exception e) when (!IsDisposed())
        {
            _onError(e);
        }
        catch (Exception)
        {
            // Nothing is told after the end; nor may a timer's thread throw.
        }
    }

    /// <summary>What the section says; or, while a file is malformed and its values are missing, that alone.</summary>
    private OptionsReading Read() => _files.Sentences is { Count: > 0 } sentences
        ? OptionsReading.Refused([.. sentences.Select(sentence => $"{_section.Path} {sentence}")])
        : _read();

    private bool IsDisposed()
    {
        lock (_gate)
        {
            return _isDisposed;
        }
    }
}
