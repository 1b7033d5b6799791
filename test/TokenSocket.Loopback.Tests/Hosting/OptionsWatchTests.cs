namespace TokenSocket.Loopback.Tests.Hosting;

public sealed class OptionsWatchTests
{
    [Test]
    public async Task A_save_in_place_is_read()
    {
        using var file = new RealFile();

        File.WriteAllText(file.FilePath, RealFile.Json(attempts: 2));

        Assert.That((await file.UntilAsync(reading => reading.Client.MaxAttempts == 2)).Faults, Is.Empty);
    }

    [Test]
    public async Task A_save_by_a_new_file_of_the_same_name_is_read()
    {
        using var file = new RealFile();

        File.WriteAllText(file.FilePath + ".tmp", RealFile.Json(attempts: 2));
        File.Move(file.FilePath + ".tmp", file.FilePath, overwrite: true);

        Assert.That((await file.UntilAsync(reading => reading.Client.MaxAttempts == 2)).Faults, Is.Empty);
    }

    [Test]
    public async Task A_save_in_halves_is_read_when_it_is_whole()
    {
        using var file = new RealFile();
        var json = RealFile.Json(attempts: 2);

        // Truncated, half written, whole: nothing between is left alone for long enough.
        File.WriteAllText(file.FilePath, "");
        await Task.Delay(20);
        File.WriteAllText(file.FilePath, json[..20]);
        await Task.Delay(20);
        File.WriteAllText(file.FilePath, json);

        Assert.That((await file.UntilAsync(reading => reading.Client.MaxAttempts == 2)).Faults, Is.Empty);
    }

    [Test]
    public async Task A_malformed_file_is_told_with_its_place_and_read_when_it_is_mended()
    {
        using var file = new RealFile();

        File.WriteAllText(file.FilePath, "{\n  \"TokenSocket\": { \"Token\": hidden } }");
        var bad = await file.UntilAsync(reading => reading.Faults.Count > 0);
        File.WriteAllText(file.FilePath, RealFile.Json(attempts: 3));
        var good = await file.UntilAsync(reading => reading.Client.MaxAttempts == 3);

        Assert.That((bad.Faults.Single(), good.Faults.Count), Is.EqualTo((
            "TokenSocket could not be read: the file 'appsettings.json' is malformed at line 2, byte 29. Mend it and save it again.", 0)));
    }

    [Test]
    public async Task A_file_that_is_cut_to_nothing_is_told()
    {
        using var file = new RealFile();

        File.WriteAllText(file.FilePath, "");

        Assert.That(
            (await file.UntilAsync(_ => true)).Faults,
            Is.EqualTo(new[] { "TokenSocket could not be read: the file 'appsettings.json' is malformed at line 1, byte 1. Mend it and save it again." }));
    }

    [Test]
    public async Task A_file_that_is_gone_is_told()
    {
        using var file = new RealFile();

        File.Delete(file.FilePath);

        Assert.That(
            (await file.UntilAsync(_ => true)).Faults,
            Is.EqualTo(new[] { "TokenSocket is missing or empty; it needs TokenSocket:GatewayUrl at least, such as 'wss://gateway.example/v2'." }));
    }
}
